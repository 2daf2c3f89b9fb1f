"""Pages go compressed over the wire, files as they are."""

import gzip

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from thidua.config.middleware import PageCompressionMiddleware

pytestmark = pytest.mark.django_db


def test_a_page_is_sent_compressed_to_who_takes_it(client):
    plain = client.get(reverse("account_login"))
    small = client.get(reverse("account_login"), headers={"accept-encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in small.headers["Vary"]
    assert b"</html>" in gzip.decompress(small.content)
    assert len(small.content) < len(plain.content) / 2


def test_a_file_is_sent_as_it_is():
    def answer(request):
        return HttpResponse(b"%PDF-1.7" + b"0" * 5000, content_type="application/pdf")

    response = PageCompressionMiddleware(answer)(RequestFactory().get("/", headers={"accept-encoding": "gzip"}))
    assert "Content-Encoding" not in response.headers
