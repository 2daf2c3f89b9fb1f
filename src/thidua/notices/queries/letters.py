"""The words of the daily e-mail, as plain text and as HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from thidua.accounts.models import User
from thidua.common.dates import format_date
from thidua.notices.models import Digest, Notice
from thidua.notices.queries.mine import lines_by_heading

MOST_IN_A_GROUP = 30


@dataclass(frozen=True)
class _Group:
    """One heading of the letter: its lines (words, address), and how many more there are than it names."""

    heading: str
    lines: list[tuple[str, str]]
    more: int = 0


def daily_letter(user: User, digest: Digest, notices: list[Notice], base_url: str) -> EmailMultiAlternatives:
    """The one e-mail of the day: the lines of the digest, then what else was told and not read."""
    groups = [
        _group(heading, [(line.text, line.url) for line in lines], base_url)
        for heading, lines in lines_by_heading(digest)
    ]
    lines = sum(len(group.lines) + group.more for group in groups)
    if notices:
        groups.append(_group("Thông báo chưa đọc", [(one.text, one.url) for one in notices], base_url))
    words = [f"{lines} việc cần nhớ"] if lines else []
    words += [f"{len(notices)} thông báo chưa đọc"] if notices else []
    subject = f"Thi đua: {', '.join(words)}"
    choice_url = base_url + reverse("mail_choice")
    context = {
        "subject": subject,
        "person": user.full_name,
        "day": format_date(digest.day),
        "groups": groups,
        "base_url": base_url,
        "choice_url": choice_url,
    }
    letter = EmailMultiAlternatives(subject, _plain(context, groups), to=[user.email])
    letter.attach_alternative(render_to_string("notices/letter.html", context), "text/html")
    letter.extra_headers["Auto-Submitted"] = "auto-generated"
    return letter


def _group(heading: str, lines: list[tuple[str, str]], base_url: str) -> _Group:
    shown = [(text, base_url + url if url else "") for text, url in lines[:MOST_IN_A_GROUP]]
    return _Group(heading, shown, len(lines) - len(shown))


def _plain(context: Mapping[str, object], groups: list[_Group]) -> str:
    lines = [f"Chào {context['person']},", "", f"Việc của bạn trong phần mềm Thi đua, ngày {context['day']}:"]
    for group in groups:
        lines += ["", group.heading.upper()]
        for text, url in group.lines:
            lines += [f"- {text}", *([f"  {url}"] if url else [])]
        if group.more:
            lines.append(f"- và {group.more} mục khác.")
    lines += [
        "",
        f"Xem tất cả: {context['base_url']}",
        "",
        "Mỗi ngày nhiều nhất một thư. Đây là thư tự động, không cần trả lời.",
        f"Không muốn nhận thư này: {context['choice_url']}",
    ]
    return "\n".join(lines)
