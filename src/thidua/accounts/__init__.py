"""Users, their appointments at units, the table of roles and verbs; builds the ``Actor``."""
