"""`read_plan FILE [--json]`: what the reader finds in one plan."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from thidua.plans.intake.answer import to_answer
from thidua.plans.intake.reading import read_plan_file

_LISTS = {
    "legal_bases": "Căn cứ",
    "targets": "Chỉ tiêu",
    "phases": "Đợt thi đua",
    "movements": "Phong trào",
    "deadlines": "Thời hạn",
    "actors_with_duties": "Đơn vị có nhiệm vụ",
    "award_forms": "Hình thức khen thưởng",
    "recipients": "Nơi nhận",
}
_HEAD = {
    "doc_number": "Số",
    "issue_date": "Ngày",
    "issuing_body": "Cơ quan ban hành",
    "doc_type": "Loại",
    "title": "Tên",
    "year": "Năm",
    "theme": "Chủ đề",
}


class Command(BaseCommand):
    """Prints the reading of a file; refuses with the same sentence that the person sees on the page."""

    help = "Đọc một kế hoạch (.docx, .pdf, .odt, .doc, .rtf, .txt, .md, .html) và in những gì đọc được."

    def add_arguments(self, parser: CommandParser) -> None:
        """FILE and --json."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="in dạng JSON")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """Read and print. A file that cannot be opened or is refused ends the command with its sentence."""
        try:
            data = file.read_bytes()
        except OSError as error:
            raise CommandError(f"Không mở được tệp {file}: {error.strerror}.") from error
        reading = read_plan_file(data, file.name)
        if reading.draft is None:
            raise CommandError(reading.refusal)
        answer = to_answer(reading.draft)
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(_summary(answer)))


def _summary(answer: dict[str, Any]) -> list[str]:
    lines = [f"{label}: {answer[key] or '–'}" for key, label in _HEAD.items()]
    for key, label in _LISTS.items():
        lines.append(f"{label} ({len(answer[key])})")
        lines += [f"  - {_line(row)}" for row in answer[key]]
    return lines + [f"Lưu ý: {message}" for message in answer["messages"]]


def _line(row: Any) -> str:
    if isinstance(row, str):
        return row
    if "raw" in row:
        return f"{row['name']}: {row['start'] or '?'} – {row['end'] or '?'} ({row['raw']})"
    if "quote" in row:
        return f"{row.get('date') or ''} {row['quote']}".strip()
    if "actor" in row:
        return f"{row['actor']}: {row['n_duties']} nhiệm vụ"
    return f"{row['kind']} {row['number']} ({row['date'] or 'không rõ ngày'})"
