"""Attached files, what their electronic signatures said, and the codes by which anyone can verify a paper."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models

from thidua.common import clock
from thidua.documents.choices import AttachmentUse
from thidua.organisation.models import Unit


def random_name(attachment: Attachment, filename: str) -> str:
    """Where a file is kept: a random name that says nothing and cannot be guessed."""
    return place_of(secrets.token_hex(16))


def place_of(name: str) -> str:
    """Where the file of that random name is kept in the storage."""
    return f"attachments/{name[:2]}/{name}"


class Attachment(models.Model):
    """A file of a unit. The room that owns the thing (``owner_kind``/``owner_id``) serves it after its own policy.

    ``kind`` is what the content was found to be (a key of ``common.files.KINDS``), ``name`` what the person called it.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="attachments", verbose_name="đơn vị")
    owner_kind = models.CharField(max_length=40)
    owner_id = models.BigIntegerField()
    use = models.CharField("dùng làm", max_length=20, choices=AttachmentUse.choices)
    name = models.CharField("tên tệp", max_length=150)
    kind = models.CharField("loại tệp", max_length=10)
    mime = models.CharField(max_length=100)
    size = models.PositiveIntegerField("dung lượng (byte)")
    sha256 = models.CharField("mã SHA-256", max_length=64)
    file = models.FileField("tệp", upload_to=random_name, max_length=120)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người tải lên"
    )
    uploaded_at = models.DateTimeField("tải lên lúc", default=clock.now)

    class Meta:
        verbose_name = "tệp đính kèm"
        verbose_name_plural = "tệp đính kèm"
        indexes = [models.Index(fields=["owner_kind", "owner_id"], name="attachments_by_owner")]

    def __str__(self) -> str:
        return self.name


class SignatureCheck(models.Model):
    """What the signatures of an uploaded PDF said when it came in (Circular 15/2025/TT-BKHCN: status, signer, time)."""

    attachment = models.OneToOneField(Attachment, models.CASCADE, related_name="signature", verbose_name="tệp")
    signer_name = models.CharField("người ký số", max_length=200)
    issuer_name = models.CharField("bên cấp chứng thư số", max_length=200)
    signed_at = models.DateTimeField("ký lúc", null=True, blank=True)
    is_trusted = models.BooleanField("chứng thư được tin cậy")
    report = models.TextField("kết quả kiểm tra")
    checked_at = models.DateTimeField("kiểm tra lúc", default=clock.now)

    class Meta:
        verbose_name = "kết quả kiểm tra chữ ký số"
        verbose_name_plural = "kết quả kiểm tra chữ ký số"

    def __str__(self) -> str:
        return f"{self.signer_name} – {self.attachment}"


class VerificationCode(models.Model):
    """A code that cannot be guessed, printed on a paper; ``kind``/``subject_id`` name the thing of a higher room.

    80 bits in 16 letters of an alphabet without 0, O, 1 and I; kept without hyphens.
    """

    code = models.CharField("mã xác minh", max_length=16, unique=True)
    kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    created_at = models.DateTimeField("tạo lúc", default=clock.now)

    class Meta:
        verbose_name = "mã xác minh"
        verbose_name_plural = "mã xác minh"
        constraints = [models.UniqueConstraint(fields=["kind", "subject_id"], name="one_code_per_subject")]

    def __str__(self) -> str:
        return self.grouped

    @property
    def grouped(self) -> str:
        """ "ABCD-EFGH-JKLM-NPQR", as it is printed."""
        return "-".join(self.code[at : at + 4] for at in range(0, len(self.code), 4))
