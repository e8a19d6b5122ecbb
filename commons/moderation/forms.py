"""The forms of moderation: report, decide, note, order, appeal and its answer."""

# Flask-WTF is untyped, so its classes are Any to the type checker.
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from typing import Any

from commons.dayfields import Day
from commons.forms import Choice, Form, Line, Optional, Required, Tick, Words
from commons.i18n import _l
from commons.moderation import rules, words
from commons.moderation.services.deciding import Ruling
from commons.moderation.states import Act, Ground, Outcome

LONGEST = rules.LONGEST_REASON


class ReportForm(Form):
    """What is wrong with a comment."""

    ground = Choice(
        _l("What is wrong with it?"), [Required(_l("Choose the ground from the list."))]
    )
    words = Words(
        _l("What should the moderator know?"),
        limit=LONGEST,
        description=_l("Only moderators and auditors read this."),
    )

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.ground.choices = words.ground_choices()


class DecisionForm(Form):
    """What becomes of a comment; redacting stands before hiding."""

    act = Choice(_l("Your decision"), [Required(_l("Choose what is to be done."))])
    ground = Choice(
        _l("Ground"),
        [Optional()],
        description=_l("Needed to redact or hide. There is no other ground; criticism is none."),
    )
    passages = Words(
        _l("Words to be redacted"),
        limit=20_000,
        description=_l("Copy them as they stand, one passage a line. Nothing can be added."),
    )
    beyond_redaction = Tick(_l("To redact some words is not enough here: all words are concerned"))
    reason = Words(
        _l("Reason for the author"),
        limit=LONGEST,
        description=_l("Needed for every decision except to leave the comment."),
    )

    def __init__(self, acts: tuple[Act, ...], **given: Any) -> None:
        super().__init__(**given)
        self.act.choices = [(act.value, _ACTS[act]) for act in acts]
        self.ground.choices = words.ground_choices()

    def ruling(self) -> Ruling:
        """The decision that this form describes."""
        return Ruling(
            act=Act(str(self.act.data)),
            ground=Ground(self.ground.data) if self.ground.data else None,
            reason=self.reason.data or "",
            passages=lines(self.passages.data),
            beyond_redaction=bool(self.beyond_redaction.data),
        )


class NoteForm(Form):
    """A private note."""

    words = Words(_l("Note for colleagues"), [Required(_l("Write the note."))], limit=LONGEST)


class OrderForm(Form):
    """An order of a court or an authority."""

    address = Line(_l("Address of the comment"), [Required(_l("Give the address of the comment."))])
    body = Line(_l("Court or authority"), [Required(_l("Name the court or the authority."))])
    reference = Line(_l("Number of the order"), [Required(_l("Give the number of the order."))])
    dated = Day(_l("Day of the order"), [Required(_l("Give the day of the order."))])
    lifts = Tick(_l("This order lifts an earlier one: the words come back"))


class AppealForm(Form):
    """Why the decision is wrong, says the author."""

    words = Words(
        _l("Why is the decision wrong?"),
        [Required(_l("Write why the decision is wrong."))],
        limit=LONGEST,
    )


class AnswerForm(Form):
    """How an appeal is decided."""

    outcome = Choice(_l("Your decision"), [Required(_l("Choose what is to be done."))])
    passages = Words(
        _l("Words that stay redacted"),
        limit=20_000,
        description=_l("Only when the decision is changed in part; one passage a line."),
    )
    reason = Words(
        _l("Reason for the author"),
        [Required(_l("Write the reason for the author."))],
        limit=LONGEST,
    )

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.outcome.choices = [(each.value, words.name(each)) for each in Outcome]


def lines(written: str | None) -> tuple[str, ...]:
    """The passages of a field, one a line."""
    return tuple(line for line in (written or "").splitlines() if line.strip())


_ACTS: dict[Act, object] = {
    Act.LEAVE: _l("Leave it as it is"),
    Act.REDACT: _l("Redact some words; the rest stays readable"),
    Act.HIDE: _l("Hide all its words"),
    Act.RESTORE: _l("Restore the words"),
}
