"""Prints the sample people with their user names, and the password they share."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from thidua.accounts.models import Appointment
from thidua.demo.world import PASSWORD


class Command(BaseCommand):
    help = "Prints the sample people of the demo."

    def handle(self, *args: Any, **options: Any) -> None:
        held = (
            Appointment.objects.filter(user__is_sample=True).select_related("user", "unit").order_by("unit__path", "id")
        )
        for one in held:
            self.stdout.write(
                f"{one.user.username}  {one.user.full_name:<22} {one.get_role_display():<22} {one.unit.title}"
            )
        if held:
            self.stdout.write(f"Mật khẩu chung: {PASSWORD}")
