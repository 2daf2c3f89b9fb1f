"""Forms, buttons with reasons, files and dialogs."""

from __future__ import annotations

from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from thidua.common.text import search_text
from thidua.common.verdicts import YES, Reason, Verdict
from thidua.ui.components.basics import icon
from thidua.ui.forms import ONCE, new_token

register = template.Library()
SHORT_LABEL = 12
"""Letters up to which a label ("Ngày", "Số") may stand in a sentence by chance."""
NEEDED_UNLESS = "needed_unless"
"""Set on a form's field that may stay empty only where another answer makes up for it: it is not called optional."""
TONES = {"primary": "btn-primary", "plain": "btn-plain", "danger": "btn-danger", "ghost": "btn-ghost"}


@register.simple_tag(takes_context=True)
def form_head(context: template.Context, form: forms.BaseForm) -> SafeString:
    """First thing inside ``<form method="post">``: the error summary, the CSRF token and the once-token."""
    once = getattr(form, "once", "")
    return format_html("{}{}{}", error_summary(form), _csrf(context), hidden(once) if once else "")


@register.simple_tag
def once_field() -> SafeString:
    """A fresh once-token for a hand-made ``<form>`` without a Form object."""
    return hidden(new_token())


@register.simple_tag
def error_summary(form: forms.BaseForm) -> SafeString:
    """What is to be put right, each with the name of its field and a link to it; nothing where there is no error."""
    if not form.errors:
        return SafeString("")
    found: list[tuple[str, str]] = []
    for name, errors in form.errors.items():
        target = form[name].auto_id if name in form.fields else ""
        # A sentence that carries a link of its own cannot be a link as well.
        found.extend(
            ("" if isinstance(error, SafeString) else target, _named(form, name, str(error))) for error in errors
        )
    lines = mark_safe(
        "".join(
            format_html('<li><a href="#{}">{}</a></li>', target, text) if target else format_html("<li>{}</li>", text)
            for target, text in found
        )
    )
    return format_html(
        '<div class="notice notice-late error-summary" role="alert" tabindex="-1" data-error-summary>{}<div>'
        '<strong>{}</strong><ul class="reasons">{}</ul></div></div>',
        icon("alert-triangle"),
        "Có một chỗ cần sửa" if len(found) == 1 else f"Có {len(found)} chỗ cần sửa",
        lines,
    )


def _named(form: forms.BaseForm, name: str, error: str) -> str:
    """The error with the name of its field before it, unless its sentence says the name already.

    A field whose label says too little away from its place (one of many "Đến mức") has a longer one: ``summary_name``.
    """
    field = form.fields.get(name)
    label = str(field.label or "") if field else ""
    name = str(getattr(field, "summary_name", "") or label)
    told, names = search_text(str(error)), (label, name.rpartition(", ")[0])
    is_said = f"“{label}”" in error or any(len(one) > SHORT_LABEL and search_text(one) in told for one in names)
    return error if not name or is_said else format_html("{}: {}", name, error)


@register.simple_tag
def form_row(
    field: BoundField, unit: str = "", width: str = "", note: str = "", mark_optional: bool = True
) -> SafeString:
    """Label, help, error and control of one field. ``unit`` stands behind a figure ("người"); ``width``: "short".

    Files become a drop area, radio and checkbox lists a fieldset with large rows, a checkbox one large row.
    ``note`` is a line under the help ("kỳ trước: 1.200 người"). ``mark_optional=False`` leaves "(không bắt buộc)" out
    where a field may be empty only while the form is a draft.
    """
    if field.is_hidden:
        return SafeString(str(field))
    widget = field.field.widget
    described = [f"{field.auto_id}-{part}" for part, on in _parts(field, note) if on]
    kind = _kind(widget)
    attributes: dict[str, Any] = {"class": _control_class(kind, widget, bool(field.errors))}
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if field.errors:
        attributes["aria-invalid"] = "true"
    return render_to_string(
        "ui/parts/form_row.html",
        {
            "field": field,
            "kind": kind,
            "control": "" if kind == "group" else field.as_widget(attrs=attributes),
            "options": list(field.subwidgets) if kind == "group" else [],
            "described": " ".join(described),
            "unit": unit,
            "width": width,
            "note": note,
            "optional": mark_optional and not _is_needed(field.field) and kind != "check",
        },
    )


def _is_needed(field: forms.Field) -> bool:
    """The field must not stay empty, or only where another answer makes up for it (``NEEDED_UNLESS``)."""
    return field.required or getattr(field, NEEDED_UNLESS, False)


@register.simple_tag
def form_rows(form: forms.BaseForm, mark_optional: bool = True) -> SafeString:
    """Every field of a form as a row, in order; ``mark_optional`` as of ``form_row``."""
    return mark_safe("".join(form_row(field, mark_optional=mark_optional) for field in form))


@register.simple_tag
def file_drop(field: BoundField, note: str = "") -> SafeString:
    """A file field as a drop area with a button; the same as ``form_row`` of a file field."""
    return form_row(field, note=note)


@register.simple_tag
def reason_button(
    label: str, verdict: Verdict = YES, tone: str = "primary", icon_name: str = "", name: str = "", value: str = ""
) -> SafeString:
    """A submit button inside a form; disabled, with the reasons beside it, where the verdict is a no."""
    mark = icon(icon_name) if icon_name else ""
    if verdict:
        pair = format_html(' name="{}" value="{}"', name, value) if name else ""
        return format_html('<button type="submit" class="btn {}"{}>{}{}</button>', TONES[tone], pair, mark, label)
    why = format_html_join("", "<li>{}{}</li>", ((reason.text, _way(reason)) for reason in verdict.reasons))
    return format_html(
        '<div class="why-not"><button type="button" class="btn {}" disabled>{}{}</button>'
        '<div class="why-not-words">{}<ul>{}</ul></div></div>',
        TONES[tone],
        icon("lock"),
        label,
        SafeString('<span class="visually-hidden">Chưa làm được vì:</span>'),
        why,
    )


def _way(reason: Reason) -> SafeString:
    """The link of a reason to the thing that it speaks of, where it has one."""
    return format_html(' <a href="{}">{}</a>', reason.url, reason.link) if reason.url else SafeString("")


@register.simple_tag(takes_context=True)
def post_button(
    context: template.Context,
    label: str,
    url: str,
    verdict: Verdict = YES,
    tone: str = "primary",
    icon_name: str = "",
    name: str = "",
    value: str = "",
) -> SafeString:
    """A whole one-button form that posts to ``url`` with its tokens; disabled with the reasons on a no, and nothing at
    all where the act is never this person's."""
    if verdict.is_for_others:
        return SafeString("")
    button = reason_button(label, verdict, tone, icon_name, name, value)
    if not verdict:
        return button
    return format_html(
        '<form method="post" action="{}" class="one-button">{}{}{}</form>', url, _csrf(context), once_field(), button
    )


@register.simple_tag
def link_button(label: str, url: str, verdict: Verdict = YES, tone: str = "primary", icon_name: str = "") -> SafeString:
    """A link that looks like a button; disabled with the reasons on a no, and nothing at all where the act is never
    this person's."""
    if verdict.is_for_others:
        return SafeString("")
    if not verdict:
        return reason_button(label, verdict, tone)
    mark = icon(icon_name) if icon_name else ""
    return format_html('<a class="btn {}" href="{}">{}{}</a>', TONES[tone], url, mark, label)


@register.simple_block_tag
def dialog(
    content: str, ident: str, title: str, open_label: str, page_url: str, tone: str = "plain", icon_name: str = ""
) -> SafeString:
    """A button that opens ``<dialog id=ident>``; without scripts, and on a phone, it leads to ``page_url`` instead."""
    mark = icon(icon_name) if icon_name else ""
    return format_html(
        '<a class="btn {}" href="{}" data-dialog-open="{}">{}{}</a>'
        '<dialog class="dialog" id="{}" aria-labelledby="{}-title"><div class="dialog-head">'
        '<h2 id="{}-title">{}</h2><button type="button" class="toast-close" data-dialog-close>{}</button></div>'
        '<div class="dialog-body">{}</div></dialog>',
        TONES[tone],
        page_url,
        ident,
        mark,
        open_label,
        ident,
        ident,
        ident,
        title,
        icon("x", "Đóng"),
        mark_safe(content),
    )


@register.simple_block_tag
def disclose(
    content: str, label: str, is_open: bool = False, icon_name: str = "", is_printed: bool = False
) -> SafeString:
    """A part that opens in place (``<details>``): more actions, a form for a remark, the reasons behind a figure.

    ``is_printed`` for what belongs to the content of the page: it stands whole on paper though folded on the screen.
    """
    return format_html(
        '<details class="disclose{}"{}><summary>{}<span>{}</span>{}</summary>'
        '<div class="disclose-body">{}</div></details>',
        " is-printed" if is_printed else "",
        SafeString(" open") if is_open else "",
        icon(icon_name) if icon_name else "",
        label,
        icon("chevron-down"),
        mark_safe(content),
    )


def hidden(token: str) -> SafeString:
    """The hidden field that carries a once-token."""
    return format_html('<input type="hidden" name="{}" value="{}">', ONCE, token)


def _csrf(context: template.Context) -> SafeString:
    request = context.get("request")
    token = get_token(request) if request is not None else context.get("csrf_token", "")
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)


def _parts(field: BoundField, note: str) -> list[tuple[str, bool]]:
    return [("help", bool(field.help_text)), ("note", bool(note)), ("error", bool(field.errors))]


def _kind(widget: forms.Widget) -> str:
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "group"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    return "file" if isinstance(widget, forms.FileInput) else "plain"


def _control_class(kind: str, widget: forms.Widget, is_wrong: bool) -> str:
    base = "form-select" if isinstance(widget, forms.Select) else "form-control"
    base = {"check": "form-check-input", "file": "drop-input"}.get(kind, base)
    own = widget.attrs.get("class", "")
    return " ".join(part for part in (base, own, "is-invalid" if is_wrong else "") if part)
