"""The blocks that a plan is written in, in the order of the paper, and how each stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from thidua.plans.choices import HeadName, Section
from thidua.plans.models import Block, HeadField
from thidua.plans.queries.contents import Contents

FULL, SHORT, EMPTY = "full", "short", "empty"
STATE_WORDS = {FULL: ("đủ", "done"), SHORT: ("thiếu", "waiting"), EMPTY: ("chưa có", "quiet")}


@dataclass(frozen=True)
class BlockKind:
    """One block: its word in the address, its name, the kinds of items (and sections of text) in it, the hint that
    says what belongs there. ``must``: a plan without it is not whole."""

    code: str
    words: str
    hint: str
    kinds: tuple[str, ...] = ()
    section: str = ""
    must: bool = False


BLOCKS = (
    BlockKind("phan-dau", "Tên, chủ đề, người ký", "Trích yếu, năm, chủ đề, kế hoạch cấp trên, người ký.", ("head",)),
    BlockKind("can-cu", "Căn cứ", "Văn bản mà kế hoạch này thực hiện.", ("basis",)),
    BlockKind("mo-dau", "Mở đầu", "Đoạn dẫn trước phần I, nếu cần.", ("block",), Section.PREAMBLE),
    BlockKind(
        "muc-dich", "Mục đích, yêu cầu", "Thi đua để đạt điều gì; mỗi ý một đoạn.", ("block",), Section.PURPOSE, True
    ),
    BlockKind("chi-tieu", "Chỉ tiêu", "Đo bằng số, hoặc trả lời bằng lời.", ("target",), must=True),
    BlockKind(
        "noi-dung",
        "Nội dung theo khối",
        "Thi đua làm gì: chung, khối doanh nghiệp, khối hành chính, sự nghiệp.",
        ("block",),
        Section.CONTENT,
        True,
    ),
    BlockKind("phong-trao", "Phong trào", "Tên, phạm vi, đối tượng, tiêu chí, cấp phát động.", ("movement",)),
    BlockKind("dot", "Các đợt thi đua", "Mỗi đợt có ngày đầu, ngày cuối và chủ đề.", ("phase",), must=True),
    BlockKind("ky-niem", "Ngày kỷ niệm", "Thi đua chào mừng ngày nào, năm thứ mấy.", ("commemoration",)),
    BlockKind(
        "giai-phap", "Giải pháp", "Làm thế nào để đạt; mỗi giải pháp một đoạn.", ("block",), Section.MEASURE, True
    ),
    BlockKind("nhiem-vu", "Nhiệm vụ từng cấp", "Ai làm gì, hạn nào; thành việc trên bàn của từng đơn vị.", ("duty",)),
    BlockKind("khen-thuong", "Khen thưởng", "Hình thức khen và cách xét.", ("award", "block"), Section.AWARD),
    BlockKind("ket-thuc", "Kết thúc", "Đoạn cuối, nếu cần.", ("block",), Section.CLOSING),
    BlockKind("noi-nhan", "Nơi nhận", "Gửi cho ai, để làm gì.", ("recipient",)),
)
BY_CODE = {block.code: block for block in BLOCKS}
GATE = {"no_objective": "muc-dich", "no_contents": "noi-dung", "no_measures": "giai-phap"}
"""Findings about the text as a whole → the block that mends them."""


@dataclass(frozen=True)
class BlockState:
    """A block of one plan: its items, and whether it is full, short of something, or empty and may be so."""

    kind: BlockKind
    items: tuple[Any, ...]
    state: str

    @property
    def words(self) -> str:
        """ "đủ", "thiếu", "chưa có" (where it may be left out)."""
        return STATE_WORDS[self.state][0]

    @property
    def tone(self) -> str:
        """The tone of its chip."""
        return STATE_WORDS[self.state][1]


def blocks_of(contents: Contents, wrong: set[str]) -> list[BlockState]:
    """Every block of the plan. ``wrong``: anchors of items, names of groups and codes of blocks with an error."""
    return [_state(kind, tuple(items_of(contents, kind)), wrong) for kind in BLOCKS]


def items_of(contents: Contents, kind: BlockKind) -> list[Any]:
    """The items of one block, in their order; lines of the head that may be missing are added empty."""
    if kind.kinds == ("head",):
        return _heads(contents)
    found = []
    for model, items in contents.groups:
        if model.CODE in kind.kinds:
            found += [item for item in items if not isinstance(item, Block) or item.section == kind.section]
    return found


def block_for(item: Any) -> BlockKind:
    """The block in which an item stands."""
    section = item.section if isinstance(item, Block) else ""
    return next(kind for kind in BLOCKS if item.CODE in kind.kinds and (not section or kind.section == section))


def _heads(contents: Contents) -> list[HeadField]:
    asked = (
        *(HeadName.TITLE, HeadName.YEAR, HeadName.YEAR_THEME, HeadName.THEME),
        *(HeadName.PARENT, HeadName.LOWER_DUE, HeadName.SIGNER),
    )
    there = {head.name: head for head in contents.heads}
    return [there.get(name) or HeadField(plan=contents.plan, name=name, is_confirmed=True) for name in asked]


def _state(kind: BlockKind, items: tuple[Any, ...], wrong: set[str]) -> BlockState:
    marks = {kind.code, *(code for code in kind.kinds if code != "block"), *(item.anchor for item in items)}
    if marks & wrong or (kind.must and not items):
        return BlockState(kind, items, SHORT)
    has_words = any(item.value for item in items) if kind.kinds == ("head",) else bool(items)
    return BlockState(kind, items, FULL if has_words else EMPTY)
