"""Every page that composes several rooms: desks, the year at a glance, search."""
