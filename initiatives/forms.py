"""Forms of this wing: which fields there are and their shape; the law is checked elsewhere."""

# WTForms is untyped, so its classes are Any to the type checker.
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict

from commons.dayfields import Day
from commons.forms import Choice, Email, Form, Hidden, Line, Pick, Required, Tick, Upload, Words
from commons.i18n import _l
from commons.law.rulesets import RuleSet
from initiatives import rules
from initiatives.labels import ROLES
from initiatives.models import Initiative

PART = "part_"
TONGUES = {
    "th": "ไทย",
    "en": "English",
    "et": "Eesti",
    "fi": "Suomi",
    "sv": "Svenska",
    "ru": "Русский",
    "ko": "한국어",
    "lv": "Latviešu",
    "zh": "中文",
    "de": "Deutsch",
    "fr": "Français",
}
LONGEST_SUMMARY = 1_000


class DraftForm(Form):
    """The words of a proposal; `draft_form` adds the parts that the rule set asks for."""

    title = Line(_l("Title"), [Required(_l("Give the proposal a title."))], limit=600)
    summary = Words(_l("Summary in plain words"), limit=LONGEST_SUMMARY)
    language = Pick(_l("Language of the official text"))
    agency = Pick(_l("Receiving body"))
    topic = Pick(_l("Committee to whose field it belongs"))
    base = Hidden()
    """The saved version from which one writes on."""

    def is_older_than(self, number: int) -> bool:
        """Whether somebody has saved since this form was opened."""
        said = self.base.data or ""
        return said.isascii() and said.isdigit() and len(said) < 9 and int(said) < number

    def parts(self) -> dict[str, str]:
        """What was written, by the names of the parts."""
        return {
            name.removeprefix(PART): field.data or ""
            for name, field in self._fields.items()
            if name.startswith(PART)
        }

    def part_fields(self) -> list[Any]:
        """The fields of the parts, in the order of the rule set."""
        return [field for name, field in self._fields.items() if name.startswith(PART)]

    def refuse_parts(self, refusal: Any) -> None:
        """Show a refusal, each sentence beside the part it is about."""
        told = getattr(refusal, "fields", ()) or ((refusal.field or "", refusal.message),)
        for name, words in told:
            self._blame(PART + name if PART + name in self._fields else name, str(words))


def draft_form(
    rule_set: RuleSet,
    *,
    agencies: Sequence[tuple[str, str]],
    committees: Sequence[tuple[str, str]],
    language: str,
    initiative: Initiative | None = None,
    written: Mapping[str, str] | None = None,
) -> DraftForm:
    """The form of a draft under this rule set, filled with what is there or was half-written."""
    fields = {
        PART + part: Words(label, limit=rules.limit(rule_set, part))
        for part, label in part_labels(rule_set, language)
    }
    given = {} if written is None else {"formdata": MultiDict(written)}
    form = type("DraftFormOfRuleSet", (DraftForm,), fields)(data=_said(initiative), **given)
    offered = rule_set.value("languages.required") or rule_set.value("languages.allowed") or ("en",)
    form.language.choices = [(code, TONGUES.get(code, code)) for code in offered]
    form.agency.choices = list(agencies)
    form.topic.choices = list(committees)
    made: DraftForm = form
    return made


def part_labels(rule_set: RuleSet, language: str) -> list[tuple[str, str]]:
    """The required parts and what the rule set calls them."""
    return [(part, rule_set.word(part, language)) for part in rules.required_parts(rule_set)]


def _said(initiative: Initiative | None) -> Mapping[str, Any]:
    if initiative is None:
        return {}
    return {
        "title": initiative.title,
        "summary": initiative.summary,
        "language": initiative.language,
        "topic": initiative.topic,
        **{PART + name: said for name, said in initiative.parts.items()},
    }


class InviteForm(Form):
    """Whom to invite, and in which part."""

    email = Email(_l("E-mail address"), [Required(_l("Enter the person's e-mail address."))])
    role = Choice(
        _l("Part in the initiative"),
        [Required(_l("Choose a part."))],
        choices=[(role.value, label) for role, label in ROLES.items()],
        default="initiator",
    )


class JoinForm(Form):
    """The code of an invitation."""

    code = Line(_l("Code of the invitation"), [Required(_l("Enter the code from your letter."))])


class ConfirmForm(Form):
    """Consent to being confirmed by eID and named as an initiator."""

    agree = Tick(
        _l("I carry this initiative, and agree that my name is published with it."),
        [Required(_l("Tick the box to go on."))],
    )


class DiscussForm(Form):
    """Until when the proposal is discussed."""

    last_day = Day(_l("Last day of the discussion"), [Required(_l("Enter the last day."))])


class DeclareForm(Form):
    """What initiators declare before review or collecting."""

    funding = Words(
        _l("Who pays for the initiative?"),
        [Required(_l("Say who pays for the initiative, or that nobody does."))],
        limit=2_000,
    )
    unpaid = Tick(
        _l("Nobody is or will be paid for signatures."),
        [Required(_l("Without this declaration the initiative cannot go on."))],
    )


class StartForm(Form):
    """When collecting ends, and where the law wants an announcement, when it begins."""

    first_day = Day(_l("First day of collecting"))
    last_day = Day(_l("Last day of collecting"))
    sure = Tick(
        _l("I know that the text, the initiators and the threshold can then no longer change."),
        [Required(_l("Tick the box to go on."))],
    )


class SureForm(Form):
    """One tick before an act that cannot be undone."""

    sure = Tick(_l("I know that this cannot be undone."), [Required(_l("Tick the box to go on."))])


class ConsentForm(Form):
    """The declaration of support, and the data-protection consent beside it."""

    support = Tick(
        _l("I have read the text above and declare my support for this initiative."),
        [Required(_l("Tick the box if you declare your support."))],
    )
    consent = Tick(
        _l("I consent that my name and identifier are sealed to the verifying authority."),
        [Required(_l("Without this consent your support cannot be counted."))],
    )


class ContainerForm(Form):
    """The signed container."""

    container = Upload(
        _l("Signed container (.asice)"), [Required(_l("Choose the file that you signed."))]
    )


class BareForm(Form):
    """A form of a single button."""
