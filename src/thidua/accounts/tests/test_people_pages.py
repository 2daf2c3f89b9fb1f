"""Pages of units and people opened by a person, and typing in for a unit below."""

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from thidua.accounts.choices import Role, Verb
from thidua.accounts.queries import actor_typing_in
from thidua.accounts.tests.factories import PASSWORD, make_actor, make_user
from thidua.common.verdicts import Refusal
from thidua.journal.actions import record
from thidua.organisation.models import ImportBatch, Person
from thidua.organisation.tests.factories import make_base, make_district, make_person, make_province, people_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def base():
    return make_base(make_district(make_province()))


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def test_the_chair_adds_changes_and_ends_a_person(base):
    client = signed_in(make_user(base))
    fields = {"full_name": "Đỗ Thị Lan", "sex": "f", "birth_year": "1985", "is_member": "on", "phone": "+84 912345678"}
    assert client.post(reverse("person_add", args=[base.pk]), fields).status_code == 302
    person = Person.objects.get()
    assert (person.full_name, person.phone, person.birth_year) == ("Đỗ Thị Lan", "0912345678", 1985)
    wrong = client.post(reverse("person_edit", args=[person.pk]), fields | {"birth_year": "1.985"})
    assert wrong.status_code == 422
    assert "“1.985” không phải năm sinh" in wrong.content.decode()
    both = fields | {"is_direct_worker": "on", "is_leader": "on"}
    refused = client.post(reverse("person_edit", args=[person.pk]), both)
    assert "không thể vừa là lao động trực tiếp" in refused.content.decode()
    assert client.post(reverse("person_end", args=[person.pk]), {"last_day": "01/01/2031"}).status_code == 302


def test_a_clerk_reads_the_list_and_is_told_who_may_change_it(base):
    make_person(base)
    client = signed_in(make_user(base, Role.CLERK))
    assert "không sửa được danh sách người" in client.get(reverse("people_list", args=[base.pk])).content.decode()
    assert client.post(reverse("person_add", args=[base.pk]), {"full_name": "Lê Thu"}).status_code == 422
    assert Person.objects.count() == 1


def test_the_list_is_filtered_by_name_and_group_with_the_same_queries_for_one_and_thirty(base, count_queries):
    client = signed_in(make_user(base))
    make_person(base, "Đặng Thị Ái", sex="f")
    url = reverse("people_list", args=[base.pk])
    one = count_queries(lambda: client.get(url))
    for number in range(29):
        make_person(base, f"Trần Văn {number}", is_direct_worker=True)
    assert count_queries(lambda: client.get(url)) == one
    assert len(client.get(url, {"tim": "ai dang"}).context["table"].rows) == 1
    assert len(client.get(url, {"dien": "direct"}).context["table"].rows) == 29


def test_the_accounts_of_a_unit_take_the_same_queries_for_one_and_thirty(base, count_queries):
    client = signed_in(make_user(base))
    url = reverse("unit_accounts", args=[base.pk])
    one = count_queries(lambda: client.get(url))
    for _ in range(29):
        make_user(base, Role.VIEWER)
    assert count_queries(lambda: client.get(url)) == one


def test_an_excel_file_is_read_shown_and_saved_in_the_browser(base):
    client = signed_in(make_user(base))
    start = reverse("import_start", args=[base.pk, "people"])
    data = people_file(("Đỗ Thị Lan", "Nữ", 1985), ("Trần Văn Mạnh", "Nu"))
    answer = client.post(start, {"file": SimpleUploadedFile("danh sách.xlsx", data)})
    batch = ImportBatch.objects.get()
    assert answer.url == reverse("import_page", args=[batch.pk])
    page = client.get(answer.url).content.decode()
    assert "Dòng 3, cột Giới tính: thấy “Nu”, cần một trong: Nữ, Nam." in page
    assert "Dòng 2: Đỗ Thị Lan" in page
    assert Person.objects.count() == 0
    saved = client.post(reverse("import_save", args=[batch.pk]), follow=True)
    assert "Đã lưu 1 dòng" in saved.content.decode()
    assert Person.objects.get().full_name == "Đỗ Thị Lan"
    template = client.get(reverse("import_template", args=[base.pk, "people"]))
    assert template.content.startswith(b"PK")
    wrong = client.post(start, {"file": SimpleUploadedFile("a.xlsx", people_file(headings=("STT",)))})
    assert wrong.status_code == 422
    assert "Dòng tiêu đề thiếu cột" in wrong.content.decode()


def test_an_administrator_builds_the_tree(base):
    city = base.parent.parent
    client = signed_in(make_user(city, Role.ADMIN))
    fields = {"name": "CĐCS Mới", "level": "base", "kind": "cooperative", "valid_from": "01/02/2021"}
    page = client.post(reverse("unit_add", args=[base.parent_id]), fields, follow=True)
    assert "CĐCS Mới" in page.content.decode()
    counts = {"as_of": "01/03/2021", "members": "1.800", "workers": "2000", "women": "5", "direct_workers": "0"}
    assert client.post(reverse("unit_figures", args=[base.pk]), counts).status_code == 302
    assert "1.800" in client.get(reverse("unit_page", args=[base.pk])).content.decode()
    other = make_district(city, "Liên đoàn Lao động quận Hoàn Kiếm")
    move = {"new_parent": other.pk, "from_day": "01/06/2021"}
    assert client.post(reverse("unit_move", args=[base.pk]), move).status_code == 302
    assert client.post(reverse("unit_rename", args=[base.pk]), {"name": "Tên mới", "from_day": "01/07/2021"})
    end = {"last_day": "31/07/2021", "successor": ""}
    assert client.post(reverse("unit_dissolve", args=[base.pk]), end).status_code == 302
    base.refresh_from_db()
    assert (base.parent, base.name, str(base.valid_to)) == (other, "Tên mới", "2021-07-31")


def test_typing_in_for_a_unit_below_is_journalled_and_shown_to_it(base):
    officer = make_actor(base.parent, Role.OFFICER)
    acting = actor_typing_in(officer, base)
    assert (acting.unit_id, acting.token, acting.home_unit_id) == (base.pk, officer.token, base.parent_id)
    assert acting.can(Verb.SUBMIT)
    assert not acting.can(Verb.MANAGE_PEOPLE)
    record(by=acting, event="report.submitted", subject_kind="report", subject_id=1, text="Nộp báo cáo quý I")
    page = signed_in(make_user(base)).get(reverse("unit_page", args=[base.pk])).content.decode()
    assert "Cấp trên đã nhập thay" in page
    assert "Nộp báo cáo quý I" in page


@pytest.mark.parametrize(
    ("role", "at", "code"), [(Role.VIEWER, "parent", "no_verb"), (Role.OFFICER, "own", "not_below")]
)
def test_typing_in_is_refused(base, role, at, code):
    by = make_actor(base.parent if at == "parent" else base, role)
    with pytest.raises(Refusal) as refusal:
        actor_typing_in(by, base)
    assert refusal.value.codes == (code,)


def test_the_second_factor_is_set_up_and_asked_for_at_the_next_sign_in(base):
    user, client = make_user(base), Client()
    credentials = {"login": user.username, "password": PASSWORD}
    client.post(reverse("account_login"), credentials)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    start = client.get(reverse("mfa_activate_totp"))
    secret = start.context["form"].secret
    assert "Mã không đúng" in client.post(reverse("mfa_activate_totp"), {"code": "000000"}).content.decode()
    codes = client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)}, follow=True)
    assert "Mã dự phòng" in codes.content.decode()
    assert Authenticator.objects.filter(user=user).count() == 2
    client.post(reverse("account_logout"))
    asked = client.post(reverse("account_login"), credentials)
    assert asked.url == reverse("mfa_authenticate")
    assert client.get(reverse("own_account")).status_code == 302
    recovery = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()[0]
    assert client.post(asked.url, {"code": recovery}).status_code == 302
    assert client.get(reverse("own_account")).status_code == 200
    assert get_adapter().is_mfa_enabled(user)


def code_now(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))
