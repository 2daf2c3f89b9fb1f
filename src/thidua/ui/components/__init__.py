"""The tags and filters behind ``thidua.ui.templatetags.ui``, one module a family."""
