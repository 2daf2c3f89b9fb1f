"""Plans, their targets, movements, phases and duties; reading them from files; issuing and cascading."""
