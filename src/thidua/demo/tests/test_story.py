import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from thidua.accounts.models import User
from thidua.awards.models import Award, Decision
from thidua.awards.papers import decision_paper
from thidua.common import clock
from thidua.demo import world
from thidua.demo.scenes.phases import FIRST_TITLE
from thidua.demo.scenes.reporting import CITY_PHASE_TITLE, CITY_TITLE, DISTRICT_TITLE
from thidua.demo.scenes.sharing import NEW_MEMBERS, OF_THE_CITY
from thidua.demo.story import DAY_OF_STAGE, STAGES, scenes_between, stage_now
from thidua.jobs.models import Job
from thidua.plans.models import Plan
from thidua.plans.queries.allocations import shared_targets
from thidua.reporting.models import Difference, Proposal, Report, ReportRequest, Rollup, RollupDirty

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
    call_command("build_demo", until="plan")
    assert Plan.objects.filter(unit__code=world.DISTRICT).count() == 1, "the stage it stands at is left as it is"


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
    states = list(
        Report.objects.filter(request__title=DISTRICT_TITLE, unit__level="base").values_list("state", flat=True)
    )
    assert {state: states.count(state) for state in set(states)} == {
        "draft": 2,
        "submitted": 1,
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
    asked = ReportRequest.objects.get(title=DISTRICT_TITLE)
    members = asked.slots.get(label="Đoàn viên kết nạp mới")
    row = Rollup.objects.get(request=asked, unit__code=world.DISTRICT, basis="live")
    assert row.sums[members.num] == 21 + 34 + 4 + 2
    assert (row.n_done, row.n_all) == (4, 6)


@with_commits
def test_a_year_with_something_to_compare_to_share_out_and_to_answer(client):
    call_command("build_demo", until="reports")
    halves, phase, whole = (
        Rollup.objects.get(request__title=title, unit__code=world.DISTRICT, basis="live").sums
        for title in (CITY_TITLE, CITY_PHASE_TITLE, FIRST_TITLE)
    )
    members = ReportRequest.objects.get(title=CITY_TITLE).slots.get(label=NEW_MEMBERS).num
    of_four = [Report.objects.get(request__title=FIRST_TITLE, unit_id=one.unit_id) for one in world.chairs()[:4]]
    at = ReportRequest.objects.get(title=FIRST_TITLE).slots.get(label=NEW_MEMBERS).num
    assert halves[members] == phase[at] + sum(one.sent_values[at] for one in of_four) == 61
    assert whole[at] == 32
    assert ReportRequest.objects.filter(is_history=True).count() == 5
    difference = Difference.objects.get()
    assert (difference.report.unit.code, difference.report.request.title) == (world.DISTRICT, FIRST_TITLE)
    shared = shared_targets(world.plan(world.GROWTH_PLAN))[0]
    assert (shared.given, shared.units, shared.words, shared.waiting) == (120, 6, "đã giao đủ", 1)
    assert shared.whole == OF_THE_CITY[world.DISTRICT]
    client.force_login(User.objects.get(username=world.CITY_OFFICER))
    page = client.get(reverse("picture_home"), follow=True).content.decode()
    for words in ("Các kỳ trong năm và năm trước", "Đợt 1: 43 (Năm 2020: 42)", "Đợt 2", "6 tháng", "Đợt 3"):
        assert words in page, words
    waiting = [(clock.today() - one.sent_on).days for one in Proposal.objects.exclude(sent_on=None)]
    assert sorted(waiting) == [7, 7, 7, 31, 86]


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
