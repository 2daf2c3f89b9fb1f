"""The floors: the contracts of pyproject.toml hold, and each is seen to catch what it is there for."""

from __future__ import annotations

import os
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField

from tests.house import code
from tests.running.steps import tool

# What breaks each contract: file in the room, line to add at its end.
VIOLATIONS = {
    "floors": [
        ("journal/queries.py", "from thidua.accounts import models as planted"),
        ("norms/__init__.py", "from thidua.organisation import models as planted"),
    ],
    "shelves": [
        ("journal/models.py", "from thidua.journal import actions as planted"),
        ("accounts/queries.py", "from thidua.accounts import actions as planted"),
    ],
    "intake": [
        ("plans/intake/planted.py", "from django.utils import timezone as planted"),
        ("plans/intake/planted.py", "from thidua.plans import models as planted"),
    ],
}


def contracts() -> dict[str, dict[str, Any]]:
    with (code.ROOT / "pyproject.toml").open("rb") as file:
        return {contract["id"]: contract for contract in tomllib.load(file)["tool"]["importlinter"]["contracts"]}


def lint(root: Path, contract: str) -> subprocess.CompletedProcess[str]:
    command = [tool("lint-imports"), "--no-cache", "--contract", contract]
    env = {**os.environ, "PYTHONPATH": str(root / "src")}
    return subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=False)


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """A copy of the code to break."""
    shutil.copy(code.ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(code.PACKAGE, tmp_path / "src" / "thidua", ignore=shutil.ignore_patterns("static", "__pycache__"))
    return tmp_path


def test_every_contract_has_a_planted_violation():
    assert sorted(contracts()) == sorted(VIOLATIONS)


@pytest.mark.parametrize(
    ("contract", "name", "line"),
    [(contract, *planted) for contract, plants in VIOLATIONS.items() for planted in plants],
    ids=lambda value: value if value in VIOLATIONS else "",
)
def test_a_planted_violation_is_caught(scratch: Path, contract: str, name: str, line: str):
    before = lint(scratch, contract)
    assert before.returncode == 0, before.stdout
    path = scratch / "src" / "thidua" / name
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    after = lint(scratch, contract)
    assert after.returncode != 0
    assert "1 broken" in after.stdout
    assert f"thidua.{Path(name).parts[0]}" in after.stdout


def test_every_room_stands_on_a_floor_and_every_floor_is_built():
    assert sorted(room for floor in code.floors() for room in floor) == code.rooms()


def test_the_shelves_of_every_room_are_checked():
    shelved = {name.removeprefix("thidua.") for name in contracts()["shelves"]["containers"]}
    assert shelved == set(code.rooms()) - code.GROUND


def test_the_ground_floor_knows_no_database_and_no_pages():
    wrong = [
        f"{code.where(path, node)} imports {name}"
        for path in (code.PACKAGE / "common").glob("*.py")
        for name, node in code.imports(path)
        if name.startswith(("django.db", "django.http", "django.shortcuts", "django.template", "django.views"))
    ]
    assert not wrong, "\n".join(wrong)


def test_foreign_keys_point_only_down():
    wrong = []
    for model in apps.get_models():
        if not model.__module__.startswith("thidua."):
            continue
        room = model._meta.app_label
        for field in model._meta.get_fields():
            if not isinstance(field, ForeignKey | ManyToManyField):
                continue
            other = field.related_model._meta.app_label
            if other in code.rooms() and other != room and code.height(other) >= code.height(room):
                wrong.append(f"{model.__name__}.{field.name} of {room} points up or sideways to {other}")
    assert not wrong, "\n".join(wrong)
