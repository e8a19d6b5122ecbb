"""The forms of removal: ground and reason, an appeal, its decision."""

# WTForms is untyped, so its classes are Any to the type checker.
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from commons.forms import Choice, Form, Required, Words
from commons.i18n import _l
from initiatives.removal.rules import GROUNDS


class RemovalForm(Form):
    """Why a published initiative is to be taken down."""

    ground = Choice(
        _l("Ground, public"),
        [Required(_l("Choose a ground from the list."))],
        choices=[(ground.value, said) for ground, said in GROUNDS.items()],
    )
    reason = Words(
        _l("Reason, for the initiators"), [Required(_l("Write the reason."))], limit=5_000
    )


class AppealForm(Form):
    """Why a removal is wrong."""

    words = Words(
        _l("Why the removal is wrong"), [Required(_l("Write your reasons."))], limit=5_000
    )


class BackForm(Form):
    """Why it is to be public again."""

    answer = Words(_l("Reason, public"), [Required(_l("Write the reason."))], limit=5_000)


class DecisionForm(BackForm):
    """The decision on an appeal."""

    outcome = Choice(
        _l("Decision on the appeal"),
        [Required(_l("Choose a decision."))],
        choices=[
            ("lifted", _l("The removal was wrong: public again")),
            ("upheld", _l("The removal stands")),
        ],
    )
