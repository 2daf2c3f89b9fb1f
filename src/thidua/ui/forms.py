"""Forms as people type them here: Vietnamese numbers and dates, files told by content, a token that acts once.

``Form`` renders a hidden ``_once`` token with ``{% form_head form %}`` (or ``{{ form }}``); the action that carries it
acts once, however often the button is tapped. ``add_refusal`` puts an action's reasons beside the fields they name.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxLengthValidator
from django.http import QueryDict
from django.utils.html import format_html

from thidua.common import files, numbers
from thidua.common.dates import NotADate, format_date, parse_date
from thidua.common.numbers import NotANumber
from thidua.common.text import normalise
from thidua.common.verdicts import Refusal

ONCE = "_once"
_CHOOSING = (forms.Select, forms.RadioSelect, forms.CheckboxSelectMultiple, forms.CheckboxInput)


def new_token() -> str:
    """A fresh token for one rendered form."""
    return uuid.uuid4().hex


def normalised(data: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """The posted data with every text in one normal form (NFC, look-alike letters mapped)."""
    if data is None:
        return None
    if isinstance(data, QueryDict):
        copy = data.copy()
        for key in copy:
            copy.setlist(key, [normalise(value) for value in copy.getlist(key)])
        return copy
    return {key: normalise(value) if isinstance(value, str) else value for key, value in data.items()}


class Form(forms.Form):
    """The base of every form: normalised text, polite Vietnamese messages, the token ``once``."""

    template_name = "ui/parts/form.html"
    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(normalised(data), *args, **kwargs)
        for field in self.fields.values():
            label = str(field.label or "")
            verb = "chọn" if isinstance(field.widget, _CHOOSING) else "nhập"
            if isinstance(field.widget, forms.FileInput):
                verb = "chọn tệp cho"
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = f"Chưa {verb} “{label}”." if label else f"Chưa {verb}."
            _tell_too_long(field)
        self._token = str(self.data.get(ONCE, "")) or new_token()

    @property
    def once(self) -> str:
        """The token of this form: the one posted, so that a refused form may be sent again, or a new one."""
        return self._token

    def add_refusal(self, refusal: Refusal) -> None:
        """Put the reasons of a refused action beside the fields they name, the others above the form."""
        for reason in refusal.reasons:
            words = reason.text
            if reason.code == "changed_meanwhile":
                words += " Nội dung bạn vừa nhập vẫn còn bên dưới."
            if reason.url:
                words = format_html('{} <a href="{}">{}</a>', words, reason.url, reason.link)
            self.add_error(reason.field if reason.field in self.fields else None, words)


def _tell_too_long(field: forms.Field) -> None:
    """A too long text is told by its field and kept whole: a browser that cuts it at ``maxlength`` says nothing."""
    field.widget.attrs.pop("maxlength", None)
    for validator in field.validators:
        if isinstance(validator, MaxLengthValidator):
            validator.message = "Nội dung dài %(show_value)s ký tự, nhiều nhất là %(limit_value)s. Hãy viết gọn lại."


class NumberField(forms.Field):
    """A number typed as Vietnamese ("1.800", "98,5") → ``Decimal``; empty → None. ``places`` = most decimals kept."""

    widget = forms.TextInput
    keyboard = "decimal"
    summary_name = ""
    """What the error summary calls this field where its label needs the words around it; empty = the label."""

    def __init__(
        self,
        *,
        min_value: Decimal | int | None = None,
        max_value: Decimal | int | None = None,
        places: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.min_value, self.max_value, self.places = min_value, max_value, places
        self.widget.attrs.setdefault("inputmode", self.keyboard)
        self.widget.attrs.setdefault("autocomplete", "off")
        self.widget.attrs.setdefault("data-number", "")

    def to_python(self, value: Any) -> Any:
        """The number read, or ValidationError with the sentence for the person."""
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        try:
            number = parse(value)
        except NotANumber as error:
            raise ValidationError(str(error), code="not_a_number") from error
        if self.places is not None and -int(number.as_tuple().exponent) > self.places:
            raise ValidationError(f"Chỉ lấy {self.places} chữ số sau dấu phẩy.", code="places")
        if self.min_value is not None and number < self.min_value:
            raise ValidationError(f"Số này phải từ {numbers.format_number(self.min_value)} trở lên.", code="min")
        if self.max_value is not None and number > self.max_value:
            raise ValidationError(f"Số này không được quá {numbers.format_number(self.max_value)}.", code="max")
        return number

    def prepare_value(self, value: Any) -> Any:
        """Shown as Vietnamese; what was typed stays as typed."""
        return numbers.format_number(value) if isinstance(value, int | float | Decimal) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compares numbers, not spellings."""
        try:
            return bool(self.to_python(data) != (None if initial in (None, "") else Decimal(str(initial))))
        except ValidationError:
            return True


def parse(value: Any) -> Decimal:
    """A Decimal from typed text, or from a number given by a program."""
    return numbers.parse_number(value) if isinstance(value, str) else Decimal(str(value))


MOST_WHOLE = 2**31 - 1
"""What a column of whole numbers holds on every database."""


class WholeNumberField(NumberField):
    """A whole number typed as Vietnamese ("1.800") → ``int``; empty → None. At most ``MOST_WHOLE`` unless said."""

    keyboard = "numeric"

    def __init__(self, *, max_value: Decimal | int | None = MOST_WHOLE, **kwargs: Any) -> None:
        super().__init__(max_value=max_value, **kwargs)

    def to_python(self, value: Any) -> Any:
        """The whole number read, or ValidationError."""
        number = super().to_python(value)
        if number is None:
            return None
        if number != number.to_integral_value():
            raise ValidationError(f"“{value}” có phần lẻ. Hãy nhập số nguyên, ví dụ 1.800.", code="not_whole")
        return int(number)


class YearField(WholeNumberField):
    """A year, shown and read without a dot ("2021") → ``int``; empty → None."""

    def __init__(self, *, min_value: int = 1900, max_value: int = 2100, **kwargs: Any) -> None:
        super().__init__(min_value=min_value, max_value=max_value, **kwargs)
        self.first, self.last = min_value, max_value
        self.widget.attrs.pop("data-number", None)
        self.widget.attrs["maxlength"] = "4"

    def to_python(self, value: Any) -> Any:
        """The year read, or ValidationError that names the years that can be meant."""
        if value is None or not str(value).strip():
            return None
        text = str(value).strip()
        if not re.fullmatch(r"\d{4}", text) or not self.first <= int(text) <= self.last:
            raise ValidationError(
                f"“{text}” không phải một năm. Hãy nhập năm từ {self.first} đến {self.last}.", code="year"
            )
        return int(text)

    def prepare_value(self, value: Any) -> Any:
        """2021, never 2.021."""
        return str(value) if isinstance(value, int) else value


class DateField(forms.Field):
    """A day typed as 30/06/2021 → ``date``; empty → None."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if not self.help_text:
            self.help_text = "Ngày/tháng/năm, ví dụ 30/06/2021"
        self.widget.attrs.setdefault("inputmode", "numeric")
        self.widget.attrs.setdefault("autocomplete", "off")
        self.widget.attrs.setdefault("data-date", "")

    def to_python(self, value: Any) -> dt.date | None:
        """The day read, or ValidationError with the sentence for the person."""
        if isinstance(value, dt.date):
            return value
        if value is None or not str(value).strip():
            return None
        try:
            return parse_date(str(value))
        except NotADate as error:
            raise ValidationError(str(error), code="not_a_date") from error

    def prepare_value(self, value: Any) -> Any:
        """30/06/2021; what was typed stays as typed."""
        return format_date(value) if isinstance(value, dt.date) else value


class PhoneField(forms.CharField):
    """A Vietnamese telephone number in any spelling → digits with a leading 0 ("0912345678")."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("inputmode", "tel")
        self.widget.attrs.setdefault("autocomplete", "tel")

    def clean(self, value: Any) -> str:
        """The digits, or ValidationError."""
        text = super().clean(value)
        if not text:
            return ""
        digits = re.sub(r"[\s.()-]+", "", text)
        digits = re.sub(r"^(\+84|0084|84(?=\d{9}$))", "0", digits)
        if not re.fullmatch(r"0\d{9,10}", digits):
            raise ValidationError(
                f"“{text}” không giống số điện thoại. Hãy nhập 10 chữ số, ví dụ 0912 345 678.", code="phone"
            )
        return digits


class EmailField(forms.EmailField):
    """An e-mail address, lower case."""

    default_error_messages = {"invalid": "Địa chỉ thư điện tử chưa đúng. Ví dụ: ten@congdoan.vn."}

    def clean(self, value: Any) -> str:
        """The address in lower case, or ValidationError."""
        return str(super().clean(value) or "").lower()


class FileField(forms.FileField):
    """An uploaded file of at most ``max_bytes``, whose *content* is one of ``kinds`` (keys of ``common.files.KINDS``).

    The cleaned value is the ``UploadedFile`` with ``.kind`` set. The message says which file, why, what to do.
    """

    def __init__(
        self, *, kinds: tuple[str, ...] = ("pdf",), max_bytes: int = files.MAX_UPLOAD_BYTES, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.kinds, self.max_bytes = kinds, max_bytes
        self.error_messages["empty"] = "Tệp này rỗng. Hãy mở tệp trên máy xem lại rồi chọn tệp khác."
        if not self.help_text:
            words = ", ".join(files.KINDS[kind][0] for kind in kinds)
            self.help_text = f"{words}; không quá {self.max_bytes // 1024 // 1024} MB"

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The file with its ``kind``, or ValidationError."""
        found = super().clean(data, initial)
        if isinstance(found, UploadedFile):
            found.kind = self._kind_of(found)  # type: ignore[attr-defined]
        return found

    def _kind_of(self, upload: UploadedFile) -> str:
        limit = self.max_bytes // 1024 // 1024
        size = upload.size or 0
        if size > self.max_bytes:
            megabytes = numbers.format_number(Decimal(size) / 1024 / 1024, 1)
            raise ValidationError(
                f"Tệp “{upload.name}” nặng {megabytes} MB, quá mức {limit} MB. "
                "Hãy giảm độ phân giải khi quét hoặc tách thành nhiều tệp rồi tải lại.",
                code="too_big",
            )
        kind = files.sniff(upload.read())
        upload.seek(0)
        if kind not in self.kinds:
            wanted = ", ".join(files.KINDS[one][0] for one in self.kinds)
            raise ValidationError(
                f"Tệp “{upload.name}” thực chất là {files.KINDS[kind][0]}, không nhận được ở đây. "
                f"Hãy chọn tệp {wanted}.",
                code="wrong_kind",
            )
        return kind
