"""The bootstrap file: standard library only, plain sentences, and a stamp that tells what is installed."""

from __future__ import annotations

import ast
import importlib.machinery
import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.house import code


@pytest.fixture
def bootstrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The file as a module, with its places in a scratch folder."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    loader = importlib.machinery.SourceFileLoader("bootstrap", str(code.ROOT / "thidua"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("bootstrap", loader))
    loader.exec_module(module)
    module.ROOT, module.VENV = tmp_path, tmp_path / ".venv"
    module.PYTHON, module.STAMP = module.VENV / "bin" / "python", module.VENV / "thidua-stamp"
    for name in ("requirements.txt", "requirements-test.txt"):
        (tmp_path / name).write_text(name)
    return module


def test_it_needs_the_standard_library_only():
    tree = ast.parse((code.ROOT / "thidua").read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names


def test_it_can_be_executed_and_so_can_the_check_of_changes():
    for name in ("thidua", ".ci/run"):
        assert (code.ROOT / name).stat().st_mode & 0o111, f"{name} is not executable"
    lines = (code.ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines[-1] == "exec ./thidua test"


def test_help_says_the_verbs_without_installing_anything(tmp_path: Path):
    copy = tmp_path / "thidua"
    copy.write_bytes((code.ROOT / "thidua").read_bytes())
    done = subprocess.run([sys.executable, str(copy), "--help"], capture_output=True, text=True, check=True)
    for verb in ("run", "serve", "check", "test", "bench"):
        assert f"./thidua {verb}" in done.stdout
    assert not (tmp_path / ".venv").exists()


def test_an_old_python_is_told_which_one_is_needed(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bootstrap, "OLDEST", (99, 0))
    with pytest.raises(SystemExit, match=r"Python 99\.0 or later is needed"):
        bootstrap.main()


def test_what_sends_pip_astray_is_dropped(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch):
    for name in bootstrap.MISLEADING:
        monkeypatch.setenv(name, "1")
    monkeypatch.setenv("PIP_INDEX_URL", "of-the-person")
    left = bootstrap.environment()
    assert not set(bootstrap.MISLEADING) & set(left)
    assert left["PIP_INDEX_URL"] == "of-the-person"


@pytest.mark.parametrize(
    ("sudo", "line"),
    [
        ("/usr/bin/sudo", r"Type: sudo apt-get install -y python3\.\d+-venv$"),
        (None, r'Type: su -c "apt-get install -y python3\.\d+-venv"$'),
    ],
)
def test_without_venv_and_rights_the_one_line_to_type_is_said(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, sudo: str | None, line: str
):
    monkeypatch.setattr(bootstrap, "apt_prefix", lambda: None)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: sudo)
    with pytest.raises(SystemExit, match=line):
        bootstrap.install_venv_module()


def test_packages_are_installed_once_for_one_set_of_requirements(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    called: list[tuple[str, ...]] = []
    (tmp_path / "thidua").touch()
    bootstrap.VENV.mkdir()
    monkeypatch.setattr(bootstrap, "has_fitting_venv", lambda: True)
    monkeypatch.setattr(bootstrap, "call", lambda *command: called.append(tuple(map(str, command))))
    bootstrap.set_up(for_tests=True)
    bootstrap.set_up(for_tests=True)
    bootstrap.set_up(for_tests=False)
    assert len(called) == 1
    assert "--require-hashes" in called[0]
    assert "--only-binary" in called[0]
    (tmp_path / "requirements.txt").write_text("changed")
    bootstrap.set_up(for_tests=False)
    assert len(called) == 2


def test_an_environment_of_another_python_is_made_anew(bootstrap: ModuleType):
    assert not bootstrap.has_fitting_venv()
    bootstrap.PYTHON.parent.mkdir(parents=True)
    bootstrap.PYTHON.touch()
    (bootstrap.VENV / "pyvenv.cfg").write_text("version = 2.7.18\n")
    assert not bootstrap.has_fitting_venv()
    minor = f"{sys.version_info.major}.{sys.version_info.minor}"
    (bootstrap.VENV / "pyvenv.cfg").write_text(f"home = /usr/bin\nversion = {minor}.3\n")
    assert bootstrap.has_fitting_venv()
