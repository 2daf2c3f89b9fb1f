"""``./thidua check_journal [--anchor HASH]``: does every sealed line stand as it was sealed, and is none missing?"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from thidua.journal.queries import broken_seals, last_seal, unsealed_count


class Command(BaseCommand):
    help = "Check the seals of the journal. Exit code 1 and one line for each thing that is wrong."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--anchor", default="", help="the last seal that was written down outside")

    def handle(self, *args: Any, **options: Any) -> None:
        findings = broken_seals(anchor=options["anchor"])
        if findings:
            raise CommandError("\n".join(findings))
        seal = last_seal()
        self.stdout.write(f"Nhật ký nguyên vẹn; còn {unsealed_count()} dòng chưa niêm phong.")
        if seal:
            self.stdout.write(f"Mã niêm phong cuối, để lưu ở nơi khác: {seal.digest}")
