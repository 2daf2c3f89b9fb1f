"""Addresses out of kept patterns are those of Django's ``reverse``."""

import pytest
from django.urls import NoReverseMatch, clear_script_prefix, path, reverse, set_script_prefix
from django.urls.converters import IntConverter
from django.urls.resolvers import URLResolver, get_resolver

from thidua.ui.addresses import address


def routes(patterns):
    """(name, the converters of its arguments) of every address of the product that needs nothing but whole numbers."""
    for one in patterns:
        if isinstance(one, URLResolver):
            for name, converters in routes(one.url_patterns):
                yield name, {**one.pattern.converters, **converters}
        elif one.name and ":" not in one.name and set(one.pattern.regex.groupindex) <= set(one.pattern.converters):
            yield one.name, one.pattern.converters


def test_every_address_of_whole_numbers_is_that_of_reverse():
    found = 0
    for name, converters in routes(get_resolver().url_patterns):
        if all(type(one) is IntConverter for one in converters.values()):
            numbers = [7, 7, 812][: len(converters)]
            assert address(name, *numbers) == reverse(name, args=numbers)
            found += bool(numbers)
    assert found > 50


def a_view(request):
    raise NotImplementedError


urlpatterns = [path("đơn vị/<int:one>/7/<int:two>/", a_view, name="unit_page")]


def test_it_keeps_to_the_table_and_the_prefix_of_the_moment(settings):
    before = address("unit_page", 7)
    settings.ROOT_URLCONF = __name__
    assert address("unit_page", 7, 12) == reverse("unit_page", args=[7, 12])
    assert address("unit_page", 7, 12) == "/%C4%91%C6%A1n%20v%E1%BB%8B/7/7/12/"
    set_script_prefix("/thi-dua/")
    try:
        assert address("unit_page", 7, 12) == reverse("unit_page", args=[7, 12])
        assert address("unit_page", 7, 12).startswith("/thi-dua/")
    finally:
        clear_script_prefix()
    settings.ROOT_URLCONF = "thidua.config.urls"
    assert address("unit_page", 7) == before


def test_it_refuses_what_has_no_address():
    with pytest.raises(NoReverseMatch):
        address("no_such_page")
    with pytest.raises(NoReverseMatch):
        address("unit_page")
    with pytest.raises(TypeError):
        address("unit_page", None)
