import pytest
from django.core.exceptions import ImproperlyConfigured

from thidua.config.middleware import SecondFactorMiddleware


def test_a_request_larger_than_any_form_is_refused_before_it_is_read(client):
    answer = client.generic("POST", "/", b"x", CONTENT_LENGTH=str(101 * 2**20))
    assert answer.status_code == 413
    assert "vượt quá 100 MB" in answer.content.decode()


def test_a_length_that_is_no_number_is_refused(client):
    assert client.generic("POST", "/", b"x", CONTENT_LENGTH="-5").status_code == 413


def test_a_second_factor_for_a_role_that_does_not_exist_stops_the_start(settings):
    settings.SECOND_FACTOR_ROLES = ("chair", "cheif")
    with pytest.raises(ImproperlyConfigured, match="cheif, which is no role"):
        SecondFactorMiddleware(lambda request: None)
