"""Forms, buttons with reasons, files and dialogs."""

from django import template

register = template.Library()
