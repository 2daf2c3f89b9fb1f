"""Award forms, nominations, appraisal, decisions, certificates."""
