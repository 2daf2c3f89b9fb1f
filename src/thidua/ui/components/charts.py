"""Charts made on the server: SVG with a text alternative and a real table."""

from django import template

register = template.Library()
