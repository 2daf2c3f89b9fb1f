"""The first administrator of a product in service, and the unit at the top of its tree."""

from __future__ import annotations

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from thidua.accounts.actions import appoint, create_account
from thidua.accounts.choices import Role
from thidua.accounts.forms import normalise_username
from thidua.common.verdicts import Refusal
from thidua.organisation.actions import create_unit
from thidua.organisation.choices import UnitKind, UnitLevel
from thidua.organisation.models import Unit


class Command(BaseCommand):
    """Asks for the password, or reads it from the standard input with ``--password-stdin``."""

    help = "Tạo người quản trị đầu tiên và đơn vị đứng đầu cây tổ chức."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The unit, the person."""
        parser.add_argument("username", help="số điện thoại hoặc e-mail để đăng nhập")
        parser.add_argument("full_name", help="họ và tên")
        parser.add_argument("--unit-code", required=True, help="mã đơn vị; đơn vị chưa có thì được tạo")
        parser.add_argument("--unit-name", default="", help="tên đơn vị, khi đơn vị chưa có")
        parser.add_argument("--unit-level", default=UnitLevel.PROVINCE, choices=UnitLevel.values)
        parser.add_argument("--password-stdin", action="store_true", help="đọc mật khẩu từ đầu vào chuẩn")

    def handle(self, *args: Any, **given: Any) -> None:
        """Create both in one transaction, or neither; in an empty database the tables first."""
        if settings.DEMO:
            raise CommandError(
                "Lệnh này dành cho máy chủ thật. Hãy đặt các biến môi trường của dịch vụ (THIDUA_MODE=service, "
                "THIDUA_DATABASE …, xem docs/van-hanh.md) rồi chạy lại."
            )
        if Unit._meta.db_table not in connection.introspection.table_names():
            call_command("migrate", interactive=False, verbosity=0)
        password = sys.stdin.readline().rstrip("\n") if given["password_stdin"] else getpass.getpass("Mật khẩu: ")
        try:
            validate_password(password)
            with transaction.atomic():
                unit = self._unit(given)
                user = create_account(
                    by=None,
                    username=normalise_username(given["username"]),
                    full_name=given["full_name"],
                    password=password,
                )
                appoint(by=None, user=user, unit=unit, role=Role.ADMIN)
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Đã tạo người quản trị {user.full_name} tại {unit.name}.")

    def _unit(self, given: dict[str, Any]) -> Unit:
        unit = Unit.objects.filter(code=given["unit_code"]).first()
        if unit:
            return unit
        if not given["unit_name"]:
            raise CommandError(f"Chưa có đơn vị mã “{given['unit_code']}”. Hãy cho biết tên bằng --unit-name.")
        return create_unit(
            by=None,
            parent=None,
            code=given["unit_code"],
            name=given["unit_name"],
            level=given["unit_level"],
            kind=UnitKind.FEDERATION,
        )
