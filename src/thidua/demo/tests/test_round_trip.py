"""Every plan of the sample year, written out as Word and as PDF and read again by the reader, is the same plan."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.management import call_command

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor
from thidua.common.text import fold
from thidua.documents.papers import render_docx, render_pdf
from thidua.organisation.tests.factories import make_province
from thidua.plans.actions import create_plan_from_file
from thidua.plans.choices import HeadName, Section
from thidua.plans.models import Plan
from thidua.plans.papers import plan_paper
from thidua.plans.queries import contents_of
from thidua.plans.queries.contents import Contents

pytestmark = pytest.mark.django_db
RENDERERS = {"ke-hoach.docx": render_docx, "ke-hoach.pdf": render_pdf}


@pytest.fixture(autouse=True)
def _clock_of_a_demo(settings, tmp_path):
    settings.CLOCK_FILE = str(tmp_path / "clock")


def test_every_plan_of_the_sample_year_reads_back_as_the_same_plan():
    call_command("build_demo", until="launch")
    plans = list(Plan.objects.filter(state="issued"))
    assert len(plans) == 7
    reader = make_actor(make_province(), Role.OFFICER)
    for plan in plans:
        contents = contents_of(plan)
        for name, render in RENDERERS.items():
            again = create_plan_from_file(by=reader, name=name, data=render(plan_paper(contents)))
            issuer = again.head_fields.get(name=HeadName.ISSUER).value
            assert fold(issuer) == fold(plan.unit.name), f"{plan.unit} as {name}"
            told = _said(contents_of(again))
            for subject, said in _said(contents).items():
                assert told[subject] == said, f"{plan.name} of {plan.unit} as {name}: {subject}"
            again.delete()


def _said(contents: Contents) -> dict[str, Any]:
    """What a plan says, without the confidence and the places of a reading."""
    plan = contents.plan
    blocks = contents.section(Section.CONTENT)
    # A union of one sector does not name it on paper.
    has_sectors = len({block.sector for block in blocks}) > 1
    head = (plan.number_text, plan.issued_on, plan.place, plan.year, _bare(plan.title), _bare(plan.theme))
    return {
        "head": head,
        "signer": (plan.signer_on_behalf, plan.signer_post, plan.signer_name),
        "bases": [(basis.number, basis.signed_on) for basis in contents.bases],
        "purposes": [_bare(block.text) for block in contents.purposes],
        "contents": [(block.sector if has_sectors else "", _bare(block.text)) for block in blocks],
        "measures": [_bare(block.text) for block in contents.measures],
        "phases": [(phase.name, phase.starts_on, phase.ends_on, _bare(phase.theme)) for phase in contents.phases],
        "targets": [
            (_bare(target.subject), target.comparator, target.low, target.high, target.unit_word, target.is_qualitative)
            for target in contents.targets
        ],
        "movements": {_bare(movement.name) for movement in contents.movements},
        "duties": [
            (_bare(duty.actor_text), _bare(duty.text), duty.due_on, duty.recurrence) for duty in contents.duties
        ],
        "awards": [_bare(award.name) for award in contents.awards],
        "recipients": [(_bare(one.name), one.remark.strip("() ")) for one in contents.recipients],
        "commemorations": {(_event(one.event), one.years, one.celebrated_on) for one in contents.commemorations},
    }


def _bare(text: str) -> str:
    """The words alone: quotation marks, last stops and capitals at the beginning are the printer's."""
    words = re.sub(r"\s+", " ", text.strip(" .;,:/“”"))
    return words[:1].upper() + words[1:]


def _event(text: str) -> str:
    """An anniversary without its count, which stands beside it."""
    return re.sub(r"^(?:ky niem )?(?:\d+ nam )?(?:ngay )?", "", fold(text).strip())
