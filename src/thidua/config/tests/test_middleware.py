def test_a_request_larger_than_any_form_is_refused_before_it_is_read(client):
    answer = client.generic("POST", "/", b"x", CONTENT_LENGTH=str(101 * 2**20))
    assert answer.status_code == 413
    assert "vượt quá 100 MB" in answer.content.decode()


def test_a_length_that_is_no_number_is_refused(client):
    assert client.generic("POST", "/", b"x", CONTENT_LENGTH="-5").status_code == 413
