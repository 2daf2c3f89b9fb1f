"""Settings: the server in service passes Django's deploy check, and says plainly what its environment lacks."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.template import Context, Template

from tests.house import code
from thidua.config.environment import database_from_url, findings
from thidua.config.serving import fault_of_port

GOOD = {
    "THIDUA_MODE": "service",
    "THIDUA_SECRET_KEY": "k" * 30 + "0123456789abcdefghijklmnopqrstuvwxyz",
    "THIDUA_PUBLIC_URL": "https://thidua.example.vn",
    "THIDUA_DATABASE": "postgresql://thidua:secret@db/thidua",
    "THIDUA_SMTP_HOST": "smtp.example.vn",
    "THIDUA_SMTP_USER": "thidua",
    "THIDUA_SMTP_PASSWORD": "secret",
    "THIDUA_MAIL_FROM": "thidua@example.vn",
}


def manage(*arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py as a server in service would."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("THIDUA_", "DJANGO_"))}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=code.ROOT, env={**clean, **GOOD, **changes}, capture_output=True, text=True, check=False
    )


def test_the_deploy_check_passes_in_service(tmp_path: Path):
    done = manage("check", "--deploy", "--fail-level", "WARNING", THIDUA_VAR=str(tmp_path))
    assert done.returncode == 0, done.stderr


def test_a_bad_environment_is_told_in_plain_words_without_a_traceback(tmp_path: Path):
    done = manage("check", THIDUA_VAR=str(tmp_path), THIDUA_SECRET_KEY="", THIDUA_PUBLIC_URL="http://a.vn")
    assert done.returncode != 0
    assert "THIDUA_SECRET_KEY" in done.stderr
    assert "THIDUA_PUBLIC_URL" in done.stderr


def test_a_good_environment_has_no_findings():
    assert findings(GOOD) == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"THIDUA_SECRET_KEY": ""}, "THIDUA_SECRET_KEY is missing"),
        ({"THIDUA_SECRET_KEY": "short"}, "THIDUA_SECRET_KEY has 5 characters"),
        ({"THIDUA_SECRET_KEY": "a" * 60}, "THIDUA_SECRET_KEY is too regular"),
        ({"THIDUA_PUBLIC_URL": ""}, "THIDUA_PUBLIC_URL is missing"),
        ({"THIDUA_PUBLIC_URL": "thidua.example.vn"}, "THIDUA_PUBLIC_URL is “thidua.example.vn”"),
        ({"THIDUA_PUBLIC_URL": "http://thidua.example.vn"}, "THIDUA_PUBLIC_URL begins with http://"),
        ({"THIDUA_PUBLIC_URL": "https://thidua.example.vn/app"}, "THIDUA_PUBLIC_URL has a path"),
        ({"THIDUA_DATABASE": ""}, "THIDUA_DATABASE is missing"),
        ({"THIDUA_DATABASE": "mysql://db/thidua"}, "THIDUA_DATABASE begins with “mysql”"),
        ({"THIDUA_DATABASE": "postgresql://db"}, "THIDUA_DATABASE names no database"),
        ({"THIDUA_DATABASE": "postgresql://db:port/thidua"}, "THIDUA_DATABASE has a port that is no number"),
        ({"THIDUA_SMTP_HOST": ""}, "THIDUA_SMTP_USER is set, but THIDUA_SMTP_HOST is not"),
        ({"THIDUA_SMTP_PASSWORD": ""}, "THIDUA_SMTP_USER and THIDUA_SMTP_PASSWORD go together"),
        ({"THIDUA_SMTP_PORT": "mail"}, "THIDUA_SMTP_PORT is “mail”"),
        ({"THIDUA_MAIL_FROM": ""}, "THIDUA_MAIL_FROM is missing"),
        ({"THIDUA_MAIL_FROM": "thidua"}, "THIDUA_MAIL_FROM is “thidua”"),
        ({"THIDUA_MODE": "production"}, "THIDUA_MODE is “production”"),
        ({"THIDUA_LOG": "LOUD"}, "THIDUA_LOG is “LOUD”"),
        ({"THIDUA_BEHIND_PROXY": "yes"}, "THIDUA_BEHIND_PROXY is “yes”"),
        ({"THIDUA_HOSTS": "a.vn, b.vn"}, "THIDUA_HOSTS names “a.vn,”"),
        ({"THIDUA_HOSTS": "*"}, "THIDUA_HOSTS names “*”"),
        ({"THIDUA_HOSTS": "https://a.vn"}, "THIDUA_HOSTS names “https://a.vn”"),
        ({"THIDUA_SECOND_FACTOR_ROLES": "admin,leader"}, "THIDUA_SECOND_FACTOR_ROLES names admin,leader"),
        ({"THIDUA_VAR": "/proc/version/var"}, "THIDUA_VAR is “/proc/version/var”"),
        ({"THIDUA_TRUST_ROOTS": "/no/such/folder"}, "THIDUA_TRUST_ROOTS is “/no/such/folder”, which is no folder"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_mistake_has_its_sentence(changes: dict[str, str], sentence: str):
    found = findings(GOOD | changes)
    assert any(line.startswith(sentence) for line in found), found


def test_hosts_roles_and_a_folder_that_are_well_given_have_no_findings(tmp_path: Path):
    more = {"THIDUA_HOSTS": "a.vn .b.vn 10.0.0.7", "THIDUA_SECOND_FACTOR_ROLES": "admin leader"}
    assert findings(GOOD | more | {"THIDUA_BEHIND_PROXY": "0", "THIDUA_VAR": str(tmp_path / "new" / "var")}) == []


def test_what_the_address_of_the_database_asks_for_reaches_the_driver(tmp_path: Path):
    entry = database_from_url("postgresql://an:m%40t@db:5433/thidua?sslmode=verify-full&sslrootcert=/ca.pem", tmp_path)
    assert (entry["HOST"], entry["PORT"], entry["USER"], entry["PASSWORD"]) == ("db", "5433", "an", "m@t")
    assert entry["OPTIONS"] == {"sslmode": "verify-full", "sslrootcert": "/ca.pem"}
    entry = database_from_url("postgresql://thidua@/thidua?host=/run/postgresql&port=5434", tmp_path)
    assert (entry["HOST"], entry["PORT"], entry["OPTIONS"]) == ("/run/postgresql", "5434", {})


def test_a_proxy_is_believed_only_where_it_was_said(tmp_path: Path):
    for given, believed in (("1", "True"), ("0", "False"), ("", "False")):
        command = "from django.conf import settings; print(settings.SECURE_PROXY_SSL_HEADER is not None)"
        done = manage("shell", "-v", "0", "-c", command, THIDUA_VAR=str(tmp_path), THIDUA_BEHIND_PROXY=given)
        assert done.stdout.strip() == believed, done.stderr


def test_a_port_that_cannot_be_had_is_told_with_its_cause():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert fault_of_port("127.0.0.1", port) == f"port {port} of 127.0.0.1 is in use. Give another one with --port."
    assert fault_of_port("127.0.0.1", port) == ""
    assert "70000 is no port" in fault_of_port("127.0.0.1", 70000)
    assert "192.0.2.1 is no address of this machine" in fault_of_port("192.0.2.1", port)


def test_a_database_that_does_not_answer_is_told_in_plain_words(tmp_path: Path):
    away = "postgresql://thidua:secret@127.0.0.1:1/thidua"
    done = manage("check_journal", THIDUA_VAR=str(tmp_path), THIDUA_DATABASE=away)
    assert done.returncode == 1
    assert done.stderr.startswith("thidua: the database cannot be reached: ")
    assert "Traceback" not in done.stderr


def test_the_demo_needs_no_environment():
    assert findings({}) == []


def test_an_undefined_template_variable_fails():
    with pytest.raises(NameError, match="nowhere"):
        Template("{{ nowhere }}").render(Context())
