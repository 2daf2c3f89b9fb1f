"""Who must do what by when: one row a unit and duty; extensions, exemptions, reminders."""
