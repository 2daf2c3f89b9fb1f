"""What opens without network: the worker, its version, the files it keeps, the page that says so."""

from __future__ import annotations

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from thidua.ui import offline

pytestmark = pytest.mark.django_db


def test_the_worker_stands_at_the_root_and_is_asked_for_each_time(client: Client):
    answer = client.get("/khong-mang.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Service-Worker-Allowed"] == "/"
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert re.match(r'const VERSION = "[0-9a-f]{16}";', answer.content.decode())


def test_every_kept_file_exists_and_every_file_of_the_frame_is_kept(client: Client):
    listed = re.search(r"const FILES = (\[.*?\]);", client.get("/khong-mang.js").content.decode())
    assert listed is not None
    kept = json.loads(listed[1])
    assert [name for name in kept if finders.find(name.removeprefix("/static/")) is None] == []
    page = client.get("/khong-mang/").content.decode()
    linked = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    assert len(linked) > 8
    assert set(linked) <= set(kept)


def test_the_version_changes_with_the_files(monkeypatch: pytest.MonkeyPatch):
    before = offline.worker()
    monkeypatch.setattr(offline, "_FILES", [*offline._FILES[:-1]])
    offline.worker.cache_clear()
    after = offline.worker()
    offline.worker.cache_clear()
    assert before.splitlines()[0] != after.splitlines()[0]


def test_the_page_without_network_holds_nothing_of_anybody(client: Client):
    page = client.get("/khong-mang/").content.decode()
    assert "Chưa có mạng" in page
    assert "data-keep=" not in page
