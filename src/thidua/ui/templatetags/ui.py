"""The components of every page, as tags and filters. They are builtins: a template needs no ``{% load %}``.

The list with parameters and examples is ``docs/components.md``; the living one is the gallery of demo mode,
``/he-thong/thanh-phan``. The tags themselves are in ``thidua.ui.components``.
"""

from django import template

from thidua.ui.components import basics, charts, controls, filters, lists

register = template.Library()
for _part in (filters, basics, controls, charts, lists):
    register.tags.update(_part.register.tags)
    register.filters.update(_part.register.filters)
