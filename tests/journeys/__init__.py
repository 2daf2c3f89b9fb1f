"""Stories of the users, end to end, in a real Chromium, on a phone and on a desktop."""
