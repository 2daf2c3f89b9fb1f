"""The written pages about the code are those the code would write today."""

import re

import pytest

from tests.house import code
from thidua.config.house_docs import pages

LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")


@pytest.mark.parametrize("name", ["house.md", "lifecycles.md"])
def test_generated_pages_are_fresh(name: str):
    path = code.ROOT / "docs" / name
    assert path.exists(), "run: ./thidua docs"
    assert path.read_text(encoding="utf-8") == pages()[path], "run: ./thidua docs"


def test_links_between_our_pages_lead_somewhere():
    wrong = []
    for path in [*code.ROOT.glob("*.md"), *(code.ROOT / "docs").rglob("*.md")]:
        for target in LINK.findall(path.read_text(encoding="utf-8")):
            if "://" not in target and not target.startswith("mailto:") and not (path.parent / target).exists():
                wrong.append(f"{code.where(path)} → {target}")
    assert not wrong, "\n".join(wrong)


def test_every_decision_record_is_listed():
    listed = (code.ROOT / "docs" / "adr" / "README.md").read_text(encoding="utf-8")
    missing = [path.name for path in (code.ROOT / "docs" / "adr").glob("0*.md") if path.name not in listed]
    assert not missing


def test_every_environment_variable_is_described():
    text = (code.ROOT / "docs" / "van-hanh.md").read_text(encoding="utf-8")
    used = set()
    for path in code.product_files():
        used |= set(re.findall(r"\bTHIDUA_[A-Z_]+\b", path.read_text(encoding="utf-8")))
    assert not {name for name in used if name not in text}
