"""`score_plans DIR`: the reader against answers made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from thidua.plans.intake.answer import to_answer
from thidua.plans.intake.reading import read_plan_file
from thidua.plans.intake.scoring import Answer, score, table

_SUFFIXES = (".txt", ".docx", ".pdf", ".odt", ".doc", ".rtf", ".md", ".html")


class Command(BaseCommand):
    """Reads the plan of each NAME.json and prints precision, recall and F1 of every field."""

    help = "Chấm bộ đọc kế hoạch: DIR chứa các đáp án TÊN.json, tệp kế hoạch cùng tên nằm trong DIR hoặc thư mục trên."

    def add_arguments(self, parser: CommandParser) -> None:
        """DIR of the answers."""
        parser.add_argument("directory", type=Path)

    def handle(self, *args: Any, directory: Path, **options: Any) -> None:
        """Score and print. A directory without answers, an answer without its plan end the command."""
        paths = sorted(directory.glob("*.json"))
        if not paths:
            raise CommandError(f"Không có đáp án .json nào trong {directory}.")
        pairs = [self._pair(path) for path in paths]
        self.stdout.write(table(score(pairs)))

    def _pair(self, path: Path) -> tuple[Answer, Answer]:
        answer = json.loads(path.read_text(encoding="utf-8"))
        plan = _plan_of(path, answer.get("text_file"))
        if plan is None:
            raise CommandError(f"Không thấy tệp kế hoạch của đáp án {path.name}.")
        reading = read_plan_file(plan.read_bytes(), plan.name)
        if reading.draft is None:
            self.stdout.write(reading.refusal)
            return answer, {}
        return answer, to_answer(reading.draft)


def _plan_of(path: Path, named: str | None) -> Path | None:
    names = [named] if named else [path.stem + suffix for suffix in _SUFFIXES]
    for folder in (path.parent, path.parent.parent):
        for name in names:
            if (folder / name).is_file():
                return folder / name
    return None
