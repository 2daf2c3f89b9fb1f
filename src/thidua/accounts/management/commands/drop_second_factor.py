"""``./thidua drop_second_factor USERNAME``: for one who lost both the telephone and the recovery codes."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from thidua.accounts.actions import drop_second_factor
from thidua.accounts.forms import normalise_username
from thidua.accounts.models import User


class Command(BaseCommand):
    """Make sure by another way who asks for it, before it is called."""

    help = "Tắt xác thực hai bước của một người đã mất cả điện thoại lẫn mã dự phòng."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The person."""
        parser.add_argument("username", help="số điện thoại hoặc e-mail dùng để đăng nhập")

    def handle(self, *args: Any, **given: Any) -> None:
        """Switch it off and say what comes next."""
        username = normalise_username(given["username"])
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"Không có tài khoản nào dùng “{username}”.")
        if not drop_second_factor(user=user):
            raise CommandError(f"{user.full_name} chưa bật xác thực hai bước.")
        self.stdout.write(f"Đã tắt xác thực hai bước của {user.full_name} và đăng xuất mọi thiết bị của người này.")
