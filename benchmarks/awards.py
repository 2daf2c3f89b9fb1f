"""2,100 dossiers: the list, its Excel, and 100 of them decided and taken back, against what no way can avoid.

The probe of the page is the empty signed-in page; of the Excel a plain workbook of as many cells; of the decision the
insertion of as many rows one by one in a transaction.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import xlsxwriter
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse

from benchmarks.pages import EMPTY
from benchmarks.pairs import Paired, paired
from thidua.accounts.choices import Role
from thidua.accounts.models import User
from thidua.accounts.tests.factories import make_user
from thidua.awards.actions import decide, undo_decision
from thidua.awards.models import Dossier
from thidua.awards.queries import decision_draft
from thidua.awards.tests.factories import Place, make_many_appraised
from thidua.common import clock
from thidua.notices.models import Notice

MANY, DECIDED, COLUMNS = 2100, 100, 12


def measure() -> Iterator[Paired | str]:
    """List, export, decision; each with its figures."""
    place = Place()
    make_many_appraised(place, MANY)
    client = Client()
    client.force_login(make_user(place.district, Role.OFFICER, Role.LEADER))
    with override_settings(ROOT_URLCONF="benchmarks.pages"):
        address, sheet = reverse("dossier_inbox"), reverse("dossier_sheet")
        size = len(client.get(address).content)
        yield paired(
            f"50 of {MANY} dossiers ({size / 1024:.0f} KB) / empty page",
            lambda: client.get(address),
            lambda: client.get(EMPTY),
            rounds=8,
            pairs=3,
        )
        yield paired(f"Excel of {MANY} × {COLUMNS} / a plain one", lambda: client.get(sheet), plain, rounds=4, pairs=1)
    yield paired(
        f"decide {DECIDED} and take back / insert rows", lambda: there_and_back(place), rows, rounds=6, pairs=1
    )


def plain() -> bytes:
    """A workbook of the same size with nothing behind it."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet()
    for row in range(MANY):
        sheet.write_row(row, 0, [f"ô {row}"] * COLUMNS)
    book.close()
    return buffer.getvalue()


def there_and_back(place: Place) -> None:
    """Preview, decide, take back: the dossiers wait as before."""
    dossiers = list(Dossier.objects.select_related("unit", "to_unit", "form").order_by("pk")[:DECIDED])
    decision_draft(dossiers)
    decision = decide(
        by=place.leader,
        dossiers=dossiers,
        number=1,
        decided_on=clock.today(),
        signer_name="Phạm Văn Ký",
        signer_post="Chủ tịch",
    )
    undo_decision(by=place.leader, decision=decision)


def rows() -> None:
    """As many plain rows as there are letters, one by one, and gone again."""
    with transaction.atomic():
        user = User.objects.earliest("pk")
        for number in range(DECIDED):
            Notice.objects.create(user=user, text="một dòng", key=f"bench:{number}")
        transaction.set_rollback(True)
