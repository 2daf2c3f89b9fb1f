"""Attachments, refused uploads, downloads, and verification codes."""

import datetime as dt
import hashlib
import io

import pypdfium2
import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor
from thidua.common import clock
from thidua.common.verdicts import Refusal
from thidua.documents.actions import (
    attach,
    attach_signed_pdf,
    new_verification_code,
    new_verification_codes,
    sweep_uploads,
)
from thidua.documents.choices import AttachmentUse
from thidua.documents.models import Attachment, SignatureCheck, VerificationCode
from thidua.documents.papers import authority_of, letterhead, render_docx, render_pdf, signature_for
from thidua.documents.queries import (
    CODE_ALPHABET,
    attachment_response,
    attachments_of,
    emblem_of,
    find_code,
    verification_url,
)
from thidua.documents.tests.samples import plan_paper, png_picture
from thidua.documents.tests.signing import make_authority, sign
from thidua.journal.models import Entry
from thidua.organisation.tests.factories import make_base, make_district, make_province

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def pdf():
    return render_pdf(plan_paper())


@pytest.fixture
def unit():
    return make_district(make_province())


@pytest.fixture
def officer(unit):
    return make_actor(unit, Role.OFFICER)


def keep(officer, unit, name, data, use=AttachmentUse.SCAN):
    return attach(by=officer, unit=unit, owner_kind="plan", owner_id=5, use=use, name=name, data=data)


def encrypted_pdf(pdf):
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(pdf)))
    writer.encrypt("mat-khau")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def encrypted_docx():
    """The first bytes of an OLE file whose one stream is EncryptedPackage, as Word writes a protected .docx."""
    sector = 512
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + b"\x3e\0\x03\0\xfe\xff\x09\0\x06\0" + b"\0" * 10
    numbers = [1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0]
    head += b"".join(number.to_bytes(4, "little") for number in numbers) + b"\xff" * (4 * 108)
    table = b"".join(n.to_bytes(4, "little") for n in (0xFFFFFFFD, 0xFFFFFFFE)) + b"\xff" * (sector - 8)

    def entry(name, kind, child):
        raw = (name + "\0").encode("utf-16-le")
        body = raw.ljust(64, b"\0") + len(raw).to_bytes(2, "little") + bytes([kind, 1]) + b"\xff" * 8
        return body + child.to_bytes(4, "little") + b"\0" * 36 + b"\xfe\xff\xff\xff" + b"\0" * 8

    empty = b"\0" * 128
    root = entry("Root Entry", 5, 1)
    return head[:sector] + table + root + entry("EncryptedPackage", 2, 0xFFFFFFFF) + empty * 2


def test_attach_keeps_the_file_under_a_random_name(officer, unit, pdf):
    kept = keep(officer, unit, "C:\\Users\\Hà\\Kế hoạch 03.pdf", pdf)
    assert (kept.name, kept.kind, kept.mime, kept.size) == ("Kế hoạch 03.pdf", "pdf", "application/pdf", len(pdf))
    assert kept.sha256 == hashlib.sha256(pdf).hexdigest()
    assert kept.uploaded_by_id == officer.user_id
    assert "hoach" not in kept.file.name
    assert "hoạch" not in kept.file.name
    assert kept.file.name.startswith("attachments/")
    assert default_storage.open(kept.file.name).read() == pdf
    assert list(attachments_of("plan", 5)) == [kept]
    line = Entry.objects.get(event="attachment.added")
    assert (line.subject_kind, line.subject_id, line.data["sha256"]) == ("plan", "5", kept.sha256)


def stored() -> list[str]:
    folders = default_storage.listdir("attachments")[0] if default_storage.exists("attachments") else []
    return [name for folder in folders for name in default_storage.listdir(f"attachments/{folder}")[1]]


def test_the_file_of_an_upload_that_was_rolled_back_is_swept_after_a_day(
    officer, unit, pdf, on_day, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        kept = keep(officer, unit, "ban-hanh.pdf", pdf)
    assert default_storage.listdir("incoming")[1] == []
    with transaction.atomic():
        lost = keep(officer, unit, "bo-do.pdf", pdf)
        transaction.set_rollback(True)
    assert not Attachment.objects.filter(pk=lost.pk).exists()
    assert len(stored()) == 2
    assert sweep_uploads() == 0, "an upload may still be on its way"
    on_day(f"{clock.today() + dt.timedelta(days=2)}")
    assert sweep_uploads() == 1
    assert stored() == [kept.file.name.rpartition("/")[2]]
    assert default_storage.listdir("incoming")[1] == []
    assert sweep_uploads() == 0


def test_a_mark_that_was_left_beside_a_kept_file_costs_no_file(officer, unit, pdf, on_day):
    # The mark goes after the commit: a server killed in between leaves it.
    kept = keep(officer, unit, "ban-hanh.pdf", pdf)
    assert len(default_storage.listdir("incoming")[1]) == 1
    on_day(f"{clock.today() + dt.timedelta(days=2)}")
    assert sweep_uploads() == 0
    assert default_storage.open(kept.file.name).read() == pdf
    assert default_storage.listdir("incoming")[1] == []


def test_attachment_is_answered_as_a_download_under_its_vietnamese_name(officer, unit, pdf):
    response = attachment_response(keep(officer, unit, "Kế hoạch Đợt 1.pdf", pdf))
    assert b"".join(response.streaming_content) == pdf
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''K%E1%BA%BF%20ho%E1%BA%A1ch")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    ("name", "make", "use", "code", "words"),
    [
        ("trong.pdf", lambda pdf: b"", "scan", "empty_file", "rỗng"),
        ("nang.pdf", lambda pdf: pdf + b"\0" * (50 * 1024 * 1024), "scan", "too_large", "vượt mức 20 MB"),
        ("ke-hoach.docx", lambda pdf: b"MZ\x90\0" + b"\0" * 200, "source", "program", "là một chương trình"),
        ("ke-hoach.docx", lambda pdf: encrypted_docx(), "source", "encrypted", "bỏ mật khẩu trong Word"),
        ("ke-hoach.pdf", encrypted_pdf, "scan", "encrypted", "đang đặt mật khẩu"),
        ("ke-hoach.pdf", lambda pdf: pdf[:400], "scan", "damaged", "bị hỏng"),
        ("scan.pdf", lambda pdf: render_docx(plan_paper()), "scan", "wrong_kind", "là Word (.docx)"),
        ("scan.png", lambda pdf: png_picture()[:60], "scan", "damaged", "bị hỏng hoặc thiếu"),
        ("ky-so.png", lambda pdf: png_picture(), "signed", "wrong_kind", "chỗ này cần tệp PDF"),
        ("ghi-chu.txt", lambda pdf: "Xin chào".encode(), "scan", "wrong_kind", "văn bản thuần"),
    ],
)
def test_unusable_upload_is_refused_by_what_it_holds(officer, unit, pdf, name, make, use, code, words):
    with pytest.raises(Refusal) as refused:
        keep(officer, unit, name, make(pdf), use)
    assert refused.value.codes == (code,)
    assert name in str(refused.value)
    assert words in str(refused.value)
    assert not Attachment.objects.exists()
    assert not Entry.objects.filter(event="attachment.added").exists()


def test_picture_and_source_are_taken(officer, unit):
    assert keep(officer, unit, "dau.png", png_picture()).kind == "png"
    assert keep(officer, unit, "goc.docx", render_docx(plan_paper()), AttachmentUse.SOURCE).kind == "docx"


def test_who_may_attach(officer, unit, pdf):
    base = make_base(unit)
    assert keep(make_actor(unit, Role.CLERK), unit, "a.pdf", pdf).pk
    assert keep(officer, base, "giay.pdf", pdf).unit == base
    for actor, where, code in (
        (make_actor(unit, Role.VIEWER), unit, "no_verb"),
        (make_actor(unit, Role.CLERK), base, "no_verb"),
        (make_actor(base), unit, "other_unit"),
        (make_actor(make_base(unit)), base, "other_unit"),
    ):
        with pytest.raises(Refusal) as refused:
            keep(actor, where, "a.pdf", pdf)
        assert refused.value.codes == (code,)


def test_signed_pdf_is_kept_with_its_findings(officer, unit, pdf):
    data = sign(pdf, make_authority())
    kept, found = attach_signed_pdf(by=officer, unit=unit, owner_kind="plan", owner_id=5, name="ky-so.pdf", data=data)
    assert found.is_good
    assert kept.use == AttachmentUse.SIGNED
    assert kept.signature.signer_name == "Nguyễn Xuân Trọng"
    assert not kept.signature.is_trusted
    assert "Nội dung nguyên vẹn" in kept.signature.report


def test_unsigned_pdf_is_refused_where_a_signature_is_asked(officer, unit, pdf):
    with pytest.raises(Refusal) as refused:
        attach_signed_pdf(by=officer, unit=unit, owner_kind="plan", owner_id=5, name="khong.pdf", data=pdf)
    assert refused.value.codes == ("unsigned",)
    assert not Attachment.objects.exists()
    assert not SignatureCheck.objects.exists()


def test_code_is_long_unambiguous_and_found_as_people_type_it(officer, settings):
    settings.PUBLIC_URL = "https://thidua.example.vn"
    code = new_verification_code(by=officer, kind="certificate", subject_id=9)
    assert len(CODE_ALPHABET) ** len(code.code) >= 2**80
    assert not set("01OI") & set(CODE_ALPHABET)
    assert set(code.code) <= set(CODE_ALPHABET)
    assert verification_url(code) == f"https://thidua.example.vn/xac-minh/{code.grouped}"
    assert [len(part) for part in code.grouped.split("-")] == [4, 4, 4, 4]
    for typed in (code.grouped, code.code.lower(), f" {code.grouped.replace('-', ' ')} "):
        assert find_code(typed) == code
    assert find_code("ABCD") is None
    assert find_code("A" * 16) is None
    assert new_verification_code(by=officer, kind="certificate", subject_id=9) == code


def test_many_codes_are_made_in_few_queries(officer, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        codes = new_verification_codes(by=officer, kind="certificate", subject_ids=range(1, 301))
    assert set(codes) == set(range(1, 301))
    assert len({code.code for code in codes.values()}) == 300
    assert VerificationCode.objects.count() == 300


def test_pdfium_reads_the_encrypted_sample_as_encrypted(pdf):
    with pytest.raises(pypdfium2.PdfiumError, match="password"):
        pypdfium2.PdfDocument(encrypted_pdf(pdf))


def test_emblem_is_the_one_given_last(officer, unit):
    assert emblem_of(unit) is None
    for side in (30, 40):
        attach(
            by=officer,
            unit=unit,
            owner_kind="unit",
            owner_id=unit.pk,
            use=AttachmentUse.EMBLEM,
            name="bieu-trung.png",
            data=png_picture(side),
        )
    assert emblem_of(unit) == png_picture(40)


def test_head_and_signature_come_from_the_unit(unit):
    assert letterhead(unit) == {
        "parent_body": "Liên đoàn Lao động thành phố Hà Nội",
        "issuer": "Liên đoàn Lao động quận Ba Đình",
        "place": "Ba Đình",
    }
    assert letterhead(unit.parent)["parent_body"] == ""
    unit.letterhead_parent = "LĐLĐ TP Hà Nội"
    assert letterhead(unit)["parent_body"] == "LĐLĐ TP Hà Nội"
    assert authority_of(unit) == "BAN THƯỜNG VỤ LIÊN ĐOÀN LAO ĐỘNG QUẬN BA ĐÌNH"
    signature = signature_for(unit, post="Phó Chủ tịch", name="Trần Thị Thu Hà")
    assert (signature.on_behalf, signature.delegation) == ("TM. BAN THƯỜNG VỤ", "")
