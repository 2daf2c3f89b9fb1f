"""Tables, paging and lists."""

from django import template

register = template.Library()
