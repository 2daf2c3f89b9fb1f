import pytest
from django.core.management import CommandError, call_command

from thidua.accounts.models import User
from thidua.awards.models import Award, Decision
from thidua.awards.papers import decision_paper
from thidua.common import clock
from thidua.demo import world
from thidua.demo.story import DAY_OF_STAGE, STAGES, scenes_between, stage_now
from thidua.jobs.models import Job
from thidua.plans.models import Plan
from thidua.reporting.models import Report, ReportRequest, Rollup, RollupDirty

pytestmark = pytest.mark.django_db
with_commits = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _clock_of_a_demo(settings, tmp_path):
    settings.CLOCK_FILE = str(tmp_path / "clock")


def test_the_year_up_to_its_plan_leaves_the_draft_to_be_reviewed():
    call_command("build_demo", until="plan")
    draft = Plan.objects.get(unit__code=world.DISTRICT)
    assert (draft.state, draft.parent, draft.number_text) == ("draft", world.plan(world.CITY_PLAN), "03/KH-LĐLĐ")
    assert draft.phases.count() == 2
    assert draft.movements.count() == 12
    assert clock.today() == DAY_OF_STAGE["plan"]
    assert stage_now() == "plan"


@with_commits
def test_the_whole_year_lives_on_in_the_background_and_cannot_go_back():
    call_command("build_demo", until="launch")
    assert stage_now() == "launch"
    assert Plan.objects.filter(unit__level="base", state="issued").count() == 4
    call_command("build_demo", later=True)
    job = Job.objects.get(kind="demo")
    assert (job.state, job.done) == ("done", job.total)
    assert stage_now() == "awards"
    with pytest.raises(CommandError, match="already stands"):
        call_command("build_demo", until="launch")
    states = list(Report.objects.filter(unit__level="base").values_list("state", flat=True))
    assert {state: states.count(state) for state in set(states)} == {
        "draft": 4,
        "submitted": 5,
        "accepted": 2,
        "returned": 1,
    }
    decision = Decision.objects.get()
    paper = decision_paper(decision, decision.awards.all())
    cited = " ".join(paper.bases)
    assert world.DISTRICT_PLAN in cited
    assert "CĐCS" not in cited
    assert not RollupDirty.objects.exists()
    assert sorted(Award.objects.values_list("state", flat=True)) == ["replaced", "revoked"] + ["valid"] * 9


@with_commits
def test_the_totals_of_the_district_are_those_of_its_unions():
    call_command("build_demo", until="reports")
    asked = ReportRequest.objects.get(unit__code=world.DISTRICT)
    members = asked.slots.get(label="Đoàn viên kết nạp mới")
    row = Rollup.objects.get(request=asked, unit__code=world.DISTRICT, basis="live")
    assert row.sums[members.num] == 21 + 34 + 4 + 2
    assert (row.n_done, row.n_all) == (4, 6)


def test_people_are_shown_with_the_password_they_share(capsys):
    call_command("build_demo", until="plan")
    call_command("show_people")
    printed = capsys.readouterr().out
    assert all(user.username in printed for user in User.objects.filter(is_sample=True))
    assert world.PASSWORD in printed


def test_every_scene_belongs_to_a_stage_and_days_never_go_back():
    scenes = list(scenes_between("", STAGES[-1]))
    assert [scene.day for scene in scenes] == sorted(scene.day for scene in scenes)
    assert all(scene.day <= DAY_OF_STAGE[scene.stage] for scene in scenes)
