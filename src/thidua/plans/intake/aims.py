"""Whether words say that a figure is aimed at, or tell what was reached: all patterns are of folded text."""

from __future__ import annotations

import re

from thidua.plans.intake.letters import folded

_PAST = re.compile(
    r"(?:\bda (?:dat|co|duoc|hoan thanh|to chuc|ket nap|tang|giam|san xuat)|nam (?:hoc )?truoc|(?<!so voi )cung ky"
    r"|ket qua dat duoc|hien co|tong so hien|so lieu|tinh den)"
)
# What a whole sentence tells: "Năm qua, …", "Đến nay …", "Trong 5 năm qua …".
_PAST_SENTENCE = re.compile(
    r"\W*(?:trong |sau |qua |suot )?(?:\d+ |nhung |cac )?(?:nam|thang|nhiem ky|thoi gian) (?:vua )?qua\b|\W*den nay\b"
    r"|\W*(?:0?[369]|ba|sau|chin) thang (?:dau nam|nam (?:nay|20\d\d))\b(?![^.]*(?:phan dau|chi tieu))"
    r"|\W*ket qua(?: la)?\s?[,:]|\W*truoc do\b|\W*sau \d+ nam\b(?! 20)"
)
_COMPARED = re.compile(r"so voi")
_GAINED = re.compile(
    r"(?:ket nap|thanh lap|phat trien|xay dung|ho tro|gioi thieu|trong)(?: them| duoc| moi| tu| it nhat)*\s*$"
)
_AIM = re.compile(
    r"phan dau|chi tieu|muc tieu|dang ky|vuot|it nhat|toi thieu|\btu [\d,.]+\s?%? (?:den|-) [\d,.]+\s?%|dat ra"
    r"|duoc giao (?:thu|chi tieu)\b|\bphai (?:tiep tuc |keo )*(?:giam|tang|dat|thu|hoan thanh)\b"
)
_SET = re.compile(
    r"muc tieu\b[^.;:]{0,60}\bla\b|(?:dat|de ra|dua ra) (?:cac )?(?:muc tieu|chi tieu)|phan dau"
    r"|nham (?:dat|thu|hoan thanh)\b|duoc giao (?:thu|chi tieu)\b|\bphai (?:thu|dat|hoan thanh)\b"
)
_OF_AIM = re.compile(r"%\s*(?:chi tieu|muc tieu|ke hoach)")  # a share of what was aimed at is a result
_MEANT = re.compile(r"it nhat|toi thieu|phan dau|\d\s*%")
_LED = re.compile(
    r"(?:phan dau|chi tieu|muc tieu|dat ra)(?:[^.]|\.\d){0,400}?"
    r"\b(?:dat|co|hoan thanh|xuong|con|len|duoc|thuc hien|dong gop)"
    r"(?: duoc| khoang| it nhat| tren| hon| muc)*\s*$"
    r"|phan dau(?: them| tang them| them duoc| moi)*\s*$"
    r"|(?:chi tieu|muc tieu)[^.;:]{0,60}:.*$"
    r"|phan dau(?:(?!\bda\b)(?:[^.]|\.\d)){0,400}?"
    r"\b(?:(?:giai quyet|tao) viec lam cho|giam|giup(?: do)?|thu hut|dao tao|trong|van dong)"
    r"(?: duoc| them| it nhat| tren| hon| moi)*\s*$"
    r"|phat dong[^.;]{0,60}thi dua[^.;]{0,60}\bhoan thanh\s*$"
    r"|\bphai (?:tiep tuc |keo )*(?:giam|tang|nang)\b(?:[^.;]|\.\d){0,200}\b(?:xuong|con|len)(?: con| duoi| tren)*\s*$"
)
_HAS = re.compile(r"\b(?:đã|năm trước|năm ngoái|ước|hiện)\b")
_GOAL_IS = re.compile(r"muc tieu\b[^.;:]{0,60}\bla\b[^.]*$")
_NAMED_AIM = re.compile(r"(?:muc tieu|chi tieu)(?: la)?\s*:?\s*$")
# "mỗi công đoàn cơ sở chọn 1-2 …": what each body below is asked for.
_EACH = re.compile(
    r"\b(?:moi|tung) [^.;:\d]{2,120}?\b(?P<verb>chon|dang ky|thuc hien|co|van dong|ket nap|gioi thieu|xay dung"
    r"|dong gop|ung ho|quyen gop|thu gom|trong|giup(?: do)?|tiet kiem|day|nhan|dam nhan|dam nhiem)"
    r"(?: thuc hien| them| duoc| it nhat| tu| toi thieu)*\s*$"
)
_GIVES = (
    "dong gop",
    "ung ho",
    "quyen gop",
    "thu gom",
    "trong",
    "giup do",
    "tiet kiem",
    "dang ky",
    "day",
    "nhan",
    "dam nhan",
    "dam nhiem",
)
_OF_YEAR = re.compile(r"\W*(?:trong |ket qua |tinh |het )*nam (?:hoc )?(?P<year>20\d{2})\b")


def is_past(clause: str, sentence: str, in_section: bool, year: int | None, *, is_work: bool = False) -> bool:
    """Whether a clause tells what was reached: by its words, or by a year before the plan's without an aim.
    ``sentence``: the clause with what stands before it in its sentence; ``is_work``: a section says what is to be done,
    so that a comparison ("giảm 5% so với năm 2021") is aimed at."""
    if not in_section and _PAST_SENTENCE.match(sentence):
        return True
    past = _PAST.search(clause)
    if past and not _MEANT.search(clause[: past.start()]):
        return True
    if _COMPARED.search(clause):
        return not (in_section or is_work) and not _AIM.search(sentence)
    told = _OF_YEAR.match(sentence)
    return bool(year and told and int(told["year"]) < year and not _AIM.search(_OF_AIM.sub("", sentence)))


def is_aimed(comparator: str, clause: str, sentence: str) -> bool:
    """In an account without sections: whether the words before a count say that it is aimed at. ``clause`` and
    ``sentence`` end where the figure begins."""
    is_bound = comparator in ("between", ">=")
    if _GOAL_IS.search(sentence):
        return True
    if is_bound and (_AIM.search(clause) or _AIM.search(sentence) or _EACH.search(clause)):
        return True
    if (_AIM.search(clause) or "thi dua" in clause or _SET.search(sentence)) and _GAINED.search(clause):
        return True
    return bool(_LED.search(sentence) or _NAMED_AIM.search(clause))


def is_promised(text: str, begins: int, at: int) -> bool:
    """In an account that aims at something: whether the sentence from ``begins`` says that a count at ``at`` will be
    gained ("sẽ dạy nghề cho 40 ngàn thanh niên"), not granted."""
    told = text[begins:at]
    return bool(_WILL.search(told)) and bool(_WORKS.search(folded(told))) and not _HAS.search(told)


def is_subject_of_aim(after: str) -> bool:
    """Whether the folded words behind a count say what the counted aim at: "116 xóm biên giới phấn đấu đạt …"."""
    return bool(_STRIVES.match(after))


_WILL = re.compile(r"\bsẽ\b")
_WORKS = re.compile(
    r"\b(?:tu van|huong nghiep|day nghe|gioi thieu|ho tro|thuc hien|ket nap|phat trien|thanh lap|dao tao|xay dung|trong"
    r"|tuyen truyen|trien khai|dam nhan|giup do|giup|boi duong|tap huan|giai quyet|sua chua|van dong)[^.;:\d]{0,40}$"
)
_STRIVES = re.compile(r"[^.;,:\d]{0,100}\bphan dau (?:dat|tro thanh|hoan thanh|duoc)\b")


def is_measured_aim(sentence: str) -> bool:
    """Whether a measured figure ("650.000 tấn") of an account stands in a sentence, told with its accents up to the
    figure, that says what is aimed at and not what was reached."""
    aims = [match.end() for match in _SET.finditer(folded(sentence))]
    return bool(aims) and not _HAS.search(sentence, aims[-1])


def is_asked_of_each(clause: str) -> bool:
    """Whether the words before a count ask it of every body below: "mỗi chi đoàn đăng ký thực hiện …"."""
    each = _EACH.search(clause)
    return bool(each and each["verb"] in ("dang ky", "thuc hien", "chon", "xay dung"))


def is_given_by_each(clause: str) -> bool:
    """Whether the words before a count ask every body below to give as much: "mỗi chi đội đóng góp …"."""
    each = _EACH.search(clause)
    return bool(each and each["verb"] in _GIVES)


def is_had_by_each(clause: str) -> bool:
    """Whether the words before a count say that every body below has as much: "mỗi cơ sở Hội có …"."""
    each = _EACH.search(clause)
    return bool(each and each["verb"] == "co")
