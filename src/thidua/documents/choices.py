"""Kinds of official documents with their abbreviations, uses of attachments, ways of numbering."""

from django.db import models


class DocumentKind(models.TextChoices):
    """The kinds that the unions' clerical rules name (QĐ 933/QĐ-TLĐ; Decree 30/2020, Appendix III)."""

    PLAN = "plan", "Kế hoạch"
    DECISION = "decision", "Quyết định"
    REPORT = "report", "Báo cáo"
    SUBMISSION = "submission", "Tờ trình"
    NOTICE = "notice", "Thông báo"
    GUIDANCE = "guidance", "Hướng dẫn"
    PROGRAMME = "programme", "Chương trình"
    RESOLUTION = "resolution", "Nghị quyết"
    REGULATION = "regulation", "Quy chế"
    MINUTES = "minutes", "Biên bản"
    INVITATION = "invitation", "Giấy mời"
    LETTER = "letter", "Công văn"


ABBREVIATIONS: dict[str, str] = {
    DocumentKind.PLAN: "KH",
    DocumentKind.DECISION: "QĐ",
    DocumentKind.REPORT: "BC",
    DocumentKind.SUBMISSION: "TTr",
    DocumentKind.NOTICE: "TB",
    DocumentKind.GUIDANCE: "HD",
    DocumentKind.PROGRAMME: "CTr",
    DocumentKind.RESOLUTION: "NQ",
    DocumentKind.REGULATION: "QC",
    DocumentKind.MINUTES: "BB",
    DocumentKind.INVITATION: "GM",
    DocumentKind.LETTER: "",
}


class NumberingMode(models.TextChoices):
    ONE = "one", "Một dãy số cho mọi loại văn bản"
    PER_KIND = "per_kind", "Mỗi loại văn bản một dãy số"


class NumberOrigin(models.TextChoices):
    SYSTEM = "system", "Phần mềm cấp"
    PAPER = "paper", "Đã cấp trên giấy"
    VOID = "void", "Số bỏ"


class AttachmentUse(models.TextChoices):
    """What a file is for; it decides which kinds of file are taken."""

    SOURCE = "source", "Tệp gốc của văn bản"
    SCAN = "scan", "Bản quét văn bản đã ký, đóng dấu"
    SIGNED = "signed", "Tệp PDF đã ký số"
    EVIDENCE = "evidence", "Tài liệu kèm theo"
    EMBLEM = "emblem", "Biểu trưng của đơn vị"


ALLOWED_KINDS: dict[str, tuple[str, ...]] = {
    AttachmentUse.SOURCE: ("docx", "pdf", "text", "odt", "rtf", "ole"),
    AttachmentUse.SCAN: ("pdf", "png", "jpeg"),
    AttachmentUse.SIGNED: ("pdf",),
    AttachmentUse.EVIDENCE: ("pdf", "png", "jpeg", "docx", "xlsx", "odt", "ods"),
    AttachmentUse.EMBLEM: ("png", "jpeg"),
}
