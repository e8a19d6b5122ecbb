"""The forms of data protection: shape only."""

# Flask-WTF is untyped, so its classes are Any to the type checker.
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, cast

from commons.dataprotection import words
from commons.dataprotection.asking import LONGEST
from commons.dataprotection.breaching import Draft, Known
from commons.dataprotection.models import Audience, Breach, Outcome, Risk, StepKind, Wish
from commons.dayfields import Day, Moment
from commons.forms import (
    Choice,
    Choices,
    Email,
    Form,
    Line,
    Optional,
    Pick,
    Required,
    Whole,
    Words,
)
from commons.i18n import DEFAULT_ZONE, _l
from commons.law.calendar import midnight

_SAY = _l("Say what is known so far; more can be added later.")


def _offers(said: Mapping[Any, object]) -> list[tuple[str, object]]:
    return [(str(key.value), label) for key, label in said.items()]


class BreachForm(Form):
    """What is known of a breach."""

    title = Line(_l("In one line"), [Required(_SAY)], limit=200)
    detected_at = Moment(_l("When it was noticed"), [Required(_l("Say when it was noticed."))])
    harms = Choices(_l("What was broken"), [Required(_l("Choose at least one."))])
    risk = Choice(_l("How much people may suffer from it"), [Required(_l("Choose one."))])
    nature = Words(_l("What it was that happened"), [Required(_SAY)])
    people = Line(_l("Whose data"), [Required(_SAY)])
    people_count = Whole(_l("About how many people"), [Optional()])
    records = Line(_l("Which data"), [Required(_SAY)])
    records_count = Whole(_l("About how many records"), [Optional()])
    consequences = Words(_l("What may follow from it"), [Required(_SAY)])
    measures = Words(_l("What was done, and what will be done"), [Required(_SAY)])
    contact = Line(_l("Contact for questions"), [Required(_l("Say who answers questions."))])

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.harms.choices = _offers(words.HARMS)
        self.risk.choices = _offers(words.RISKS)

    def known(self) -> Known:
        """What was written, as the service takes it."""
        said = {name: self[name].data for name in Known.__dataclass_fields__}
        return Known(**{**said, "harms": tuple(said["harms"]), "risk": Risk(said["risk"])})


def breach_form(breach: Breach) -> BreachForm:
    """The form as a breach stands."""
    return BreachForm(data={name: getattr(breach, name) for name in Known.__dataclass_fields__})


class StepForm(Form):
    """A step that a second person has to agree to."""

    kind = Choice(_l("Next step"), [Required(_l("Choose a step."))])
    address = Email(
        _l("E-mail address of the authority"),
        [Optional()],
        description=_l("Only for the report."),
    )
    audience = Pick(_l("Who gets a letter"), description=_l("Only for letters."))
    words = Words(
        _l("Words"),
        [Optional()],
        description=_l(
            "The letter or the public summary; for a report that comes late, why; where none is "
            "sent, why nobody is at risk."
        ),
    )

    def __init__(self, open_steps: tuple[StepKind, ...], **given: Any) -> None:
        super().__init__(**given)
        self.kind.choices = [(kind.value, words.STEPS[kind]) for kind in open_steps]
        self.audience.choices = _offers(words.AUDIENCES)

    def draft(self) -> Draft:
        """The step as it was written."""
        kind = StepKind(str(self.kind.data))
        return Draft(
            kind=kind,
            words=self.words.data or "",
            address=(self.address.data or "") if kind is StepKind.REPORT else "",
            audience=Audience(str(self.audience.data)) if kind is StepKind.LETTERS else None,
        )


class RequestForm(Form):
    """What somebody asks about his own data."""

    wish = Choice(_l("What do you ask for?"), [Required(_l("Choose what you ask for."))])
    words = Words(
        _l("Say it in your own words"),
        [Required(_l("Say what you ask for."))],
        limit=LONGEST,
        description=_l("Please give no number of your identity card; it is not needed."),
    )

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.wish.choices = _offers(words.WISHES)

    @property
    def asked(self) -> Wish:
        """The wish that was chosen."""
        return Wish(str(self.wish.data))


class LetterForm(RequestForm):
    """A request that came by letter or at the counter."""

    arrived_on = Day(_l("Day on which it arrived"), [Required(_l("Say when it arrived."))])
    sender = Words(
        _l("Who asks, and where the answer goes"),
        [Required(_l("Say who asks."))],
        limit=500,
        description=_l("It is sealed to this desk and stands in no list."),
    )

    def arrived_at(self) -> datetime:
        """The beginning of the day of arrival."""
        day = cast("date", self.arrived_on.data)  # the form refuses an empty one
        return midnight(day, DEFAULT_ZONE).astimezone(UTC)


class AnswerForm(Form):
    """The answer to a request."""

    outcome = Choice(_l("Outcome"), [Required(_l("Choose an outcome."))])
    words = Words(
        _l("Answer"),
        [Required(_l("Write the answer."))],
        description=_l("Where something is refused: why, and where one may complain."),
    )

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        said = {k: v for k, v in words.OUTCOMES.items() if k is not Outcome.WITHDRAWN}
        self.outcome.choices = _offers(said)


class ExtendForm(Form):
    """Why more time is needed."""

    reason = Words(_l("Why more time is needed"), [Required(_l("Write why more time is needed."))])
