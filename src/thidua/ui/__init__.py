"""What every page is made of: base templates, components, static files, and the two gestures of a view."""
