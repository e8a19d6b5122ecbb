"""Forms of the strong room: shape only."""

# WTForms is untyped, so its classes are Any to the type checker.
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from commons.choicefields import Choice
from commons.dayfields import Day
from commons.errors import Refusal
from commons.forms import Form, Line, Required, Upload, Words
from commons.i18n import _l
from signatures._keeping import HoldGround


class ReceiptForm(Form):
    """A receipt as the citizen kept it."""

    receipt = Words(
        _l("Your receipt"), [Required(_l("Paste the whole text of your receipt."))], limit=4_000
    )


class KeyForm(Form):
    """An authority's public key file, pasted."""

    public = Words(
        _l("Public key file"),
        [Required(_l("Paste the words of the file that ends in .public.json."))],
        limit=4_000,
    )


class WordForm(Form):
    """The word from a test envelope."""

    word = Line(_l("Word in the test envelope"), [Required(_l("Enter the word."))], limit=100)


class ResultForm(Form):
    """The authority's signed result."""

    result = Upload(_l("Signed result"))

    def sent(self) -> bytes:
        """The bytes of the file; refuses where none was chosen."""
        if not self.result.data:
            raise Refusal("bad-result", _l("Choose the file with the result."), field="result")
        said: bytes = self.result.data.read()
        return said


HOLD_GROUNDS = (
    (HoldGround.COURT_CASE.value, _l("A case before a court")),
    (HoldGround.OBJECTION.value, _l("An objection that is not decided yet")),
    (HoldGround.INVESTIGATION.value, _l("An investigation by the police or an oversight body")),
)


class HoldForm(Form):
    """A wish to put off destruction."""

    ground = Choice(
        _l("Ground"), [Required(_l("Choose the ground of the hold."))], choices=HOLD_GROUNDS
    )
    reason = Words(
        _l("Reason and reference"), [Required(_l("Give the reason of the hold."))], limit=1_000
    )
    last_day = Day(_l("Last day"), [Required(_l("Enter the last day of the hold."))])


class FingerprintForm(Form):
    """The fingerprint of an authority's key, as its own site shows it."""

    compared = Line(
        _l("Fingerprint on the authority's own site"),
        [Required(_l("Enter the fingerprint as the authority's own site shows it."))],
        limit=200,
    )


class DigestForm(Form):
    """The SHA-256 of a package as the authority has it."""

    digest = Line(_l("SHA-256 of the package"), [Required(_l("Enter the SHA-256."))], limit=64)


class OutcomesForm(Form):
    """What the authority decided, leaf by leaf."""

    outcomes = Upload(_l("File with the outcomes"))

    def sent(self) -> bytes:
        """The bytes of the file; refuses where none was chosen."""
        if not self.outcomes.data:
            raise Refusal("bad-result", _l("Choose the file with the outcomes."), field="outcomes")
        said: bytes = self.outcomes.data.read()
        return said
