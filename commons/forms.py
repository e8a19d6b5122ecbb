"""Forms in the reader's language: the base form, the fields that our pages use, and their errors."""

# WTForms and Flask-WTF are untyped, so their classes are Any to the type checker.
# mypy: disallow-subclassing-any=False

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, NoReturn

from flask import g, request
from flask_wtf import FlaskForm
from flask_wtf.file import FileField as Upload
from wtforms import Field, FieldList, FormField, StringField, TextAreaField
from wtforms import HiddenField as Hidden
from wtforms.validators import InputRequired, Optional, StopValidation, ValidationError

from commons.choicefields import Choice, Choices, Pick, Tick
from commons.errors import FieldRefusals, Refusal
from commons.i18n import _, _l, number

__all__ = [
    "Choice",
    "Choices",
    "Email",
    "Field",
    "FieldList",
    "Form",
    "FormField",
    "Hidden",
    "Limit",
    "Line",
    "Optional",
    "Pick",
    "Required",
    "Tick",
    "Upload",
    "ValidationError",
    "Whole",
    "Words",
    "error_list",
]

LONGEST_LINE = 300
LONGEST_WORDS = 5_000
_LONGEST_ADDRESS = 254
_SIGN = r"[0-9A-Za-z\u00a1-\U0010ffff]"
_ADDRESS = re.compile(
    rf"(?:{_SIGN}|[!#$%&'*+/=?^_`{{|}}~.-]){{1,64}}"
    rf"@(?:{_SIGN}(?:(?:{_SIGN}|-)*{_SIGN})?\.)+{_SIGN}(?:(?:{_SIGN}|-)*{_SIGN})?"
)
SAID_BY_WTFORMS = (
    _l("Not a valid choice."),
    _l("Invalid Choice: could not coerce."),
    _l("Invalid choice(s): one or more data inputs could not be coerced."),
)


class _Sentences:
    """WTForms' own sentences, out of our catalogues."""

    gettext = staticmethod(_)

    @staticmethod
    def ngettext(one: str, many: str, count: int) -> str:
        return str(_(one if count == 1 else many))


class Form(FlaskForm):
    """The form that every form of the house derives from."""

    class Meta(FlaskForm.Meta):
        """Where WTForms finds its sentences."""

        def get_translations(self, form: Any) -> Any:
            """Our catalogues, whatever the language."""
            return _Sentences

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """What was sent; on a page that is shown, the words that were rescued for it."""
            if formdata is not None and request.is_json:
                formdata = request.form  # Flask-WTF would take any JSON for words of a person
            sent = super().wrap_formdata(form, formdata)
            return g.get("draft_fields") if sent is None else sent

    def refuse(self, refusal: Refusal) -> None:
        """Show what a service refused: beside its field, or at the top where it has none."""
        told = refusal.fields if isinstance(refusal, FieldRefusals) else ()
        for name, words in told or ((refusal.field or "", refusal.message),):
            self._blame(name, str(words))

    def _blame(self, name: str, words: str) -> None:
        field = self._fields.get(name)
        if field is None:
            self.form_errors.append(words)
        else:
            field.errors = [*field.errors, words]


class Required(InputRequired):
    """The field must be filled in, and blanks do not count; the sentence may say what is missing."""

    def __init__(self, sentence: object = None) -> None:
        super().__init__()
        self.sentence = sentence

    def __call__(self, form: Any, field: Field) -> None:
        """Refuse an empty field."""
        if field.process_errors:
            raise StopValidation
        if field.data in (None, False, "", [], ()):
            _refuse_at_once(str(self.sentence) if self.sentence else _("Fill in this field."))


class Limit:
    """At most so many characters: code points after NFC, each line end as one."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, form: Any, field: Field) -> None:
        """Refuse what is longer."""
        written = len(field.data or "")
        if written > self.most:
            sentence = _(
                "Write at most %(most)s characters; there are %(written)s.",
                most=number(self.most),
                written=number(written),
            )
            raise ValidationError(sentence)


def _refuse_at_once(sentence: str) -> NoReturn:
    raise StopValidation(sentence)


def unify(written: str | None) -> str | None:
    """NFC, each line end as one, no blanks at the ends: the form in which lengths are counted."""
    if written is None:
        return None
    lines = written.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", lines).strip()


def _one_line(written: str | None) -> str | None:
    """In one line, by whichever sign it was parted: a mail program or Markdown would see two."""
    return None if written is None else " ".join(written.splitlines())


class Line(StringField):
    """One line of words."""

    def __init__(
        self,
        label: Any = None,
        validators: Sequence[Any] = (),
        *,
        limit: int = LONGEST_LINE,
        **others: Any,
    ) -> None:
        checks = [*validators, Limit(limit)]
        super().__init__(label, checks, filters=[unify, _one_line], **others)
        self.limit = limit


class Words(TextAreaField):
    """Words of any number of lines, up to a limit that the page shows and counts."""

    def __init__(
        self,
        label: Any = None,
        validators: Sequence[Any] = (),
        *,
        limit: int = LONGEST_WORDS,
        **others: Any,
    ) -> None:
        super().__init__(label, [*validators, Limit(limit)], filters=[unify], **others)
        self.limit = limit


class Email(Line):
    """An address for letters; only its shape is looked at."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what cannot be an address, or what a mail program would read as another or as two."""
        if self.data and not is_address(self.data):
            raise ValidationError(_("Enter an e-mail address, such as name@example.org."))


def is_address(said: str) -> bool:
    """Whether this is one plain address (RFC 5321, 4.5.3.1): no name beside it, no second one, no quotes."""
    if len(said) > _LONGEST_ADDRESS or not said.isprintable():
        return False
    return _ADDRESS.fullmatch(said) is not None


class Whole(Line):
    """A whole number, in Latin or Thai digits."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the number; thousands may be parted by commas or blanks."""
        written = valuelist[0].strip() if valuelist else ""
        self.written = written
        self.data = None
        if written:
            bare = written.replace(",", "").replace(" ", "")
            if not bare.lstrip("-").isdecimal():
                raise ValueError(_("Enter a whole number."))
            self.data = int(bare)

    def __init__(self, label: Any = None, validators: Sequence[Any] = (), **others: Any) -> None:
        StringField.__init__(self, label, validators, **others)
        self.written = ""

    def _value(self) -> str:
        return self.written or ("" if self.data is None else str(self.data))


def error_list(form: Any) -> Iterator[tuple[str, str]]:
    """Every error of a form with the id of its field; an empty id where it concerns the whole."""
    for sentence in form.form_errors:
        yield "", str(sentence)
    for field in form:
        yield from _errors_of(field)


def _errors_of(field: Any) -> Iterator[tuple[str, str]]:
    if isinstance(field, FormField):
        yield from error_list(field.form)
    elif isinstance(field, FieldList) and len(field):
        for entry in field:
            yield from _errors_of(entry)
    else:
        first = field.first_id() if hasattr(field, "first_id") else field.id
        yield from ((first, str(sentence)) for sentence in field.errors)
