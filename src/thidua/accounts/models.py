"""Users, their appointments at units, and the one-time codes of first sign-in."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from thidua.accounts.choices import Role
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.organisation.models import Person, Unit, path_end, valid_on


def new_token() -> str:
    """A random token that names a person in the journal."""
    return uuid.uuid4().hex


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, by: Actor) -> UserQuerySet:
        """Users who hold or held a role in the actor's unit or below it."""
        held = Appointment.objects.filter(unit__path__gte=by.unit_path, unit__path__lt=path_end(by.unit_path))
        return self.filter(Exists(held.filter(user=OuterRef("pk"))))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    def create_user(self, username: str, full_name: str, password: str | None = None, **fields: Any) -> User:
        """Create a user; ``username`` must be normalised (``accounts.forms.normalise_username``)."""
        user = self.model(username=username, full_name=full_name, **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """Somebody who signs in: with a telephone number or an e-mail address as user name.

    ``token`` stands for her in the journal; ``must_set_password`` is true until she has chosen a password with a
    one-time code; ``is_sample`` offers her by role on the sign-in page of a demo.
    """

    username = models.CharField("số điện thoại hoặc e-mail", max_length=254, unique=True)
    email = models.EmailField("e-mail", blank=True)
    full_name = models.CharField("họ và tên", max_length=120)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, verbose_name="người trong danh sách")
    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    is_active = models.BooleanField("đang dùng", default=True)
    is_sample = models.BooleanField("người mẫu của bản dùng thử", default=False)
    must_set_password = models.BooleanField("phải đặt mật khẩu", default=False)
    date_joined = models.DateTimeField("tạo lúc", default=clock.now)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    objects = UserManager()

    class Meta:
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        return self.full_name


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def valid_on(self, day: dt.date) -> AppointmentQuerySet:
        """Appointments that hold on that day."""
        return self.filter(valid_on(day))

    def visible_to(self, by: Actor) -> AppointmentQuerySet:
        """Appointments at the actor's unit and at the units below it."""
        return self.filter(unit__path__gte=by.unit_path, unit__path__lt=path_end(by.unit_path))


class Appointment(models.Model):
    """A user holds a role at a unit from a day to a day."""

    user = models.ForeignKey(User, models.CASCADE, related_name="appointments", verbose_name="tài khoản")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="appointments", verbose_name="đơn vị")
    role = models.CharField("vai trò", max_length=20, choices=Role.choices)
    post = models.CharField("chức danh", max_length=120, blank=True)
    valid_from = models.DateField("từ ngày", default=clock.today)
    valid_to = models.DateField("đến ngày", null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = "phân công"
        verbose_name_plural = "phân công"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "unit", "role"],
                condition=Q(valid_to__isnull=True),
                name="one_open_appointment_per_role",
                violation_error_message="Người này đang giữ vai trò đó tại đơn vị.",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="appointment_ends_after_it_begins",
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_role_display()} – {self.unit}"


class OneTimeCode(models.Model):
    """A code an upper officer hands to a person for her first sign-in or a reset. Only its hash is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="codes", verbose_name="tài khoản")
    code_hash = models.CharField(max_length=128)
    issued_by_token = models.CharField("người cấp", max_length=32, blank=True)
    issued_at = models.DateTimeField("cấp lúc", default=clock.now)
    expires_at = models.DateTimeField("hết hạn lúc")
    used_at = models.DateTimeField("dùng lúc", null=True, blank=True)
    tries = models.PositiveSmallIntegerField("số lần thử sai", default=0)

    class Meta:
        verbose_name = "mã đăng nhập một lần"
        verbose_name_plural = "mã đăng nhập một lần"

    def __str__(self) -> str:
        return f"{self.user} {self.issued_at:%d/%m/%Y}"


class EmailCode(models.Model):
    """A letter with a code, sent to an address that a user says is hers. Only the hash of the code is kept.

    The address becomes hers when she types the code in; until then nothing else is mailed there.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="email_codes", verbose_name="tài khoản")
    address = models.EmailField("địa chỉ e-mail")
    code_hash = models.CharField(max_length=128)
    sent_at = models.DateTimeField("gửi lúc", default=clock.now)
    expires_at = models.DateTimeField("hết hạn lúc")
    used_at = models.DateTimeField("dùng lúc", null=True, blank=True)
    tries = models.PositiveSmallIntegerField("số lần thử sai", default=0)

    class Meta:
        verbose_name = "mã xác nhận e-mail"
        verbose_name_plural = "mã xác nhận e-mail"
        indexes = [models.Index(fields=["address", "sent_at"], name="email_codes_by_address")]

    def __str__(self) -> str:
        return f"{self.user} {self.sent_at:%d/%m/%Y}"


class UsedForm(models.Model):
    """The one-use token of a form that was already acted upon, and where the person was sent then."""

    token = models.CharField(max_length=64, primary_key=True)
    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="tài khoản")
    answer_url = models.CharField(max_length=500, blank=True)
    used_at = models.DateTimeField("dùng lúc", default=clock.now)

    class Meta:
        verbose_name = "biểu mẫu đã gửi"
        verbose_name_plural = "biểu mẫu đã gửi"

    def __str__(self) -> str:
        return self.token


class KeptForm(models.Model):
    """What a person sent after her session had ended, until she signs in again: at most one, hers alone to read."""

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="+", verbose_name="tài khoản")
    path = models.CharField("gửi đến", max_length=500)
    page = models.CharField("trang đã nhập", max_length=500)
    pairs = models.JSONField("nội dung", default=list)
    files = models.JSONField("tên tệp", default=list)
    kept_at = models.DateTimeField("giữ lúc", default=clock.now)

    class Meta:
        verbose_name = "nội dung chờ gửi tiếp"
        verbose_name_plural = "nội dung chờ gửi tiếp"

    def __str__(self) -> str:
        return self.path
