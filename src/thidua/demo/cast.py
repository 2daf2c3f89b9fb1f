"""Who appears in the sample year: units of Hà Nội in 2021, their figures, their people. All people are made up.

The units of the two upper levels are the real bodies whose published plan is read; the grassroots unions and everybody
named here are invented.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from thidua.organisation.choices import UnitKind

SEED = 2021


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FAMILY = _words(
    "Nguyễn Nguyễn Nguyễn Nguyễn Trần Trần Lê Lê Phạm Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý"
)
FEMALE_MIDDLE = _words("Thị Thị Thị Thu Thanh Ngọc Minh")
MALE_MIDDLE = _words("Văn Văn Văn Đức Minh Quang Hữu")
FEMALE = _words(
    "Anh Ánh Bích Châu Chi Dung Duyên Giang Hà Hạnh Hằng Hiền Hoa Hồng Huệ Hương Lan Liên Linh Loan Mai Nga Ngân "
    "Nhung Oanh Phương Quyên Tâm Thảo Thúy Thủy Trang Tuyết Uyên Vân Xuân Yến"
)
MALE = _words(
    "An Bình Cường Dũng Dương Đạt Đông Giang Hải Hiếu Hoàng Hùng Huy Hưng Khánh Khoa Kiên Lâm Long Mạnh Minh Nam "
    "Nghĩa Phong Phúc Quân Sơn Tài Thắng Thành Toàn Trung Tuấn Tùng Việt Vinh"
)


@dataclass(frozen=True)
class Company:
    """A grassroots union of the sample: its type, its counts, the work its people do, its chair."""

    code: str
    name: str
    short: str
    kind: str
    members: int
    workers: int
    women: int
    direct: int
    jobs: tuple[str, ...]
    departments: tuple[str, ...]
    chair: str
    phone: str
    listed: int
    """How many of its people stand on the list (those who may register or be nominated)."""


COMPANIES = (
    Company(
        "BD-MAYHT",
        "Công đoàn cơ sở Công ty Cổ phần May Hồ Tây",
        "CĐCS May Hồ Tây",
        UnitKind.NON_STATE,
        612,
        655,
        540,
        588,
        ("Công nhân may", "Công nhân cắt", "Công nhân là, hoàn thiện", "Thợ cơ điện"),
        ("Chuyền 1", "Chuyền 2", "Chuyền 3", "Tổ cắt", "Tổ hoàn thiện"),
        "Nguyễn Thị Hạnh",
        "0912000101",
        24,
    ),
    Company(
        "BD-DTKM",
        "Công đoàn cơ sở Công ty TNHH Điện tử Kim Mã",
        "CĐCS Điện tử Kim Mã",
        UnitKind.FOREIGN,
        840,
        910,
        620,
        770,
        ("Công nhân lắp ráp", "Công nhân kiểm tra chất lượng", "Kỹ thuật viên"),
        ("Xưởng 1", "Xưởng 2", "Phòng kỹ thuật"),
        "Trần Quang Huy",
        "0912000102",
        22,
    ),
    Company(
        "BD-CXTL",
        "Công đoàn cơ sở Công ty TNHH MTV Công viên Cây xanh Thủ Lệ",
        "CĐCS Cây xanh Thủ Lệ",
        UnitKind.STATE_ENTERPRISE,
        205,
        214,
        96,
        168,
        ("Công nhân cây xanh", "Công nhân vệ sinh môi trường", "Lái xe"),
        ("Tổ cây xanh 1", "Tổ cây xanh 2", "Đội xe"),
        "Lê Đức Thắng",
        "0912000103",
        18,
    ),
    Company(
        "BD-THHS",
        "Công đoàn cơ sở Trường Tiểu học Hoa Sen",
        "CĐCS Tiểu học Hoa Sen",
        UnitKind.PUBLIC_SERVICE,
        64,
        66,
        57,
        58,
        ("Giáo viên", "Nhân viên y tế học đường", "Nhân viên thư viện"),
        ("Tổ khối 1–2–3", "Tổ khối 4–5", "Tổ văn phòng"),
        "Phạm Thu Hương",
        "0912000104",
        14,
    ),
    Company(
        "BD-PNS",
        "Công đoàn cơ sở cơ quan phường Ngọc Sơn",
        "CĐCS phường Ngọc Sơn",
        UnitKind.ADMIN_BODY,
        38,
        38,
        19,
        24,
        ("Chuyên viên", "Công chức tư pháp – hộ tịch", "Công chức văn hoá"),
        ("Văn phòng", "Bộ phận một cửa"),
        "Đặng Minh Tuấn",
        "0912000105",
        12,
    ),
    Company(
        "BD-NDVT",
        "Nghiệp đoàn Vận tải Đội Cấn",
        "Nghiệp đoàn Vận tải Đội Cấn",
        UnitKind.GUILD,
        142,
        150,
        12,
        146,
        ("Lái xe", "Công nhân bốc xếp"),
        ("Tổ xe tải", "Tổ xe ba gác", "Tổ bốc xếp"),
        "Bùi Văn Khánh",
        "0912000106",
        14,
    ),
)


@dataclass(frozen=True)
class Someone:
    """One invented person of a unit's list."""

    full_name: str
    sex: str
    birth_year: int
    post: str
    department: str
    is_direct_worker: bool
    is_leader: bool


def people_of(company: Company) -> list[Someone]:
    """The unit's list, the same at every build: its chair, a manager, and for the rest mostly direct workers."""
    dice = random.Random(f"{SEED}-{company.code}")  # noqa: S311 – invented names, not a secret
    chair_sex = "f" if " Thị " in company.chair or " Thu " in company.chair else "m"
    found = [Someone(company.chair, chair_sex, 1978, "Chủ tịch công đoàn", company.departments[-1], False, True)]
    names = {company.chair}
    while len(found) < company.listed:
        sex = "f" if dice.random() < company.women / company.workers else "m"
        middle, given = (FEMALE_MIDDLE, FEMALE) if sex == "f" else (MALE_MIDDLE, MALE)
        name = f"{dice.choice(FAMILY)} {dice.choice(middle)} {dice.choice(given)}"
        if name in names:
            continue
        names.add(name)
        is_leader = len(found) in (1, 2)
        found.append(
            Someone(
                name,
                sex,
                dice.randint(1968, 1999),
                "Quản đốc" if is_leader else dice.choice(company.jobs),
                dice.choice(company.departments),
                not is_leader and dice.random() < company.direct / company.workers,
                is_leader,
            )
        )
    return found
