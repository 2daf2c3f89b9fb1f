"""The gallery, the refusal and the error pages."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from thidua.common.verdicts import Reason
from thidua.ui.views import component_gallery


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_error_pages_need_nothing_and_say_what_to_do(name):
    text = render_to_string(f"{name}.html", {})
    assert "hãy" in text
    assert "có lỗi xảy ra" not in text.lower()


def test_refused_part_holds_every_reason():
    text = render_to_string("ui/refused.html#reasons", {"reasons": [Reason("a", "Một."), Reason("b", "Hai.")]})
    assert "<li>Một.</li><li>Hai.</li>" in text
    assert "<html" not in text


def test_gallery_needs_somebody_signed_in():
    request = RequestFactory().get("/he-thong/thanh-phan")
    request.actor = None
    assert component_gallery(request).status_code == 302
