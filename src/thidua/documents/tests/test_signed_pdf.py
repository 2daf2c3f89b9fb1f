"""What the signatures of a PDF say: intact, altered, unsigned, added to, trusted or not."""

import datetime as dt

import pytest

from thidua.common import clock
from thidua.documents.papers import SignedPdf, render_pdf, verify_signed_pdf
from thidua.documents.tests.samples import plan_paper
from thidua.documents.tests.signing import make_authority, sign


@pytest.fixture(scope="module")
def authority():
    return make_authority()


@pytest.fixture(scope="module")
def unsigned():
    return render_pdf(plan_paper())


@pytest.fixture(scope="module")
def signed(unsigned, authority):
    return sign(unsigned, authority)


def codes(found: SignedPdf):
    return [reason.code for reason in found.reasons]


def test_signed_file_is_good_and_says_who_and_when(signed):
    found = verify_signed_pdf(signed)
    assert found.is_good
    assert not found.reasons
    assert (found.signer_name, found.issuer_name) == ("Nguyễn Xuân Trọng", "CA thử nghiệm Công đoàn")
    assert abs(found.signed_at - clock.now()) < dt.timedelta(minutes=5)
    assert "Nguyễn Xuân Trọng ký số lúc" in found.sentences[0]
    assert "Nội dung nguyên vẹn từ khi ký." in found.sentences


def test_unknown_root_is_told_and_a_configured_root_is_trusted(signed, authority, settings, tmp_path):
    settings.THIDUA_TRUST_ROOTS = ""
    found = verify_signed_pdf(signed)
    assert found.is_good
    assert not found.is_trusted
    assert any("chưa thuộc danh sách tin cậy" in sentence for sentence in found.sentences)
    settings.THIDUA_TRUST_ROOTS = authority.keep_root(tmp_path)
    found = verify_signed_pdf(signed)
    assert found.is_trusted
    assert any("thuộc danh sách tin cậy của hệ thống." in sentence for sentence in found.sentences)


def test_root_of_somebody_else_gives_no_trust(signed, settings, tmp_path):
    settings.THIDUA_TRUST_ROOTS = make_authority(root="CA khác").keep_root(tmp_path)
    found = verify_signed_pdf(signed)
    assert found.is_good
    assert not found.is_trusted


def test_flipped_byte_is_refused(signed):
    at = signed.index(b"stream") + 40
    broken = signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :]
    found = verify_signed_pdf(broken)
    assert not found.is_good
    assert codes(found) == ["altered"]
    assert "đã bị sửa sau khi Nguyễn Xuân Trọng ký" in found.reasons[0].text


def test_unsigned_file_is_refused(unsigned):
    found = verify_signed_pdf(unsigned)
    assert codes(found) == ["unsigned"]
    assert not found.is_good
    assert found.signer_name == ""


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 rubbish", b"MZ program"])
def test_rubbish_is_refused_and_never_raises(data):
    assert codes(verify_signed_pdf(data)) == ["unreadable_signature"]


def test_content_added_after_signing_is_refused(signed):
    added = signed + (
        b"\n9999 0 obj\n<< /Type /Page >>\nendobj\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 >>\n%%EOF\n"
    )
    assert not verify_signed_pdf(added).is_good


def test_two_signatures_are_both_told(signed):
    twice = sign(signed, make_authority("Trần Thị Thu Hà"), "ChuKy2")
    found = verify_signed_pdf(twice)
    assert found.is_good
    assert [one.signer_name for one in found.signatures] == ["Nguyễn Xuân Trọng", "Trần Thị Thu Hà"]
