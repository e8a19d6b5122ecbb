"""The fields of who speaks and who sees it, for every form of a citizen; the desk's own forms."""

# WTForms' fields are Any to the type checker.
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from commons import forms
from commons.access import current_actor
from commons.accounts import services as accounts
from commons.discussion.models import Display
from commons.i18n import _l
from consult import words
from consult.speakers import rules, standing
from consult.speakers.models import Ground
from consult.speakers.standing import Speaker
from consult.speakers.words import ground_words


def usual_display() -> str:
    """What is chosen beforehand: a pseudonym for minors and for who has no account, else the name."""
    actor = current_actor()
    if actor.account_id is None or not standing.is_minor(actor.account_id):
        return Display.NAME.value
    return Display.PSEUDONYM.value


def usual_pseudonym() -> str:
    """A pseudonym that says nothing about a minor; everybody else writes his own."""
    return accounts.pseudonym() if standing.is_minor(current_actor().account_id) else ""


class SpeakerFields:
    """Who sees the name, and for whom the author speaks; mixed into a form."""

    display = forms.Choice(
        _l("Who sees your name?"),
        [forms.Required(_l("Choose who sees your name."))],
        default=usual_display,
    )
    pseudonym = forms.Line(
        _l("Your pseudonym"), limit=rules.LONGEST_PSEUDONYM, default=usual_pseudonym
    )
    speaks_for = forms.Line(_l("For whom you speak"), limit=rules.LONGEST_NAME)
    register_number = forms.Line(_l("Register number"), limit=rules.LONGEST_NUMBER)
    capacity = forms.Line(_l("In what capacity"), limit=rules.LONGEST_NAME)

    def offer(self, displays: Collection[Display] = tuple(Display)) -> None:
        """Offer these choices of who sees the name."""
        self.display.choices = [(d.value, words.name(d)) for d in displays]

    def speaker(self) -> Speaker:
        """What was chosen, as the service takes it."""
        return Speaker(
            display=Display(str(self.display.data)),
            pseudonym=self.pseudonym.data or "",
            speaks_for=self.speaks_for.data or "",
            register_number=self.register_number.data or "",
            capacity=self.capacity.data or "",
        )


class ConfidentialFields:
    """A part that only the agency reads, with its public reason; mixed into a form."""

    confidential = forms.Words(_l("Words for the agency alone"), limit=rules.LONGEST_CONFIDENTIAL)
    confidential_reason = forms.Line(
        _l("Why this part is confidential"), limit=rules.LONGEST_REASON
    )

    def sealed_part(self) -> dict[str, Any]:
        """The two fields as a statement holds them."""
        return {
            "confidential": (self.confidential.data or "").strip(),
            "confidential_reason": self.confidential_reason.data or None,
        }


class RevealForm(forms.Form):
    """Why a withheld name is asked for."""

    ground = forms.Choice(_l("Legal ground"), [forms.Required(_l("Choose the legal ground."))])
    reason = forms.Words(
        _l("Reason"),
        [forms.Required(_l("Write the reason."))],
        limit=2000,
        description=_l(
            "Name the order, the authority and its file. The second person decides by these words."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ground.choices = [(g.value, ground_words(g)) for g in Ground]


class CodeForm(forms.Form):
    """The code of a receipt, which proves who wrote without an account."""

    code = forms.Line(_l("Code of your receipt"), [forms.Required(_l("Enter the code."))])
