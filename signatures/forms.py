"""Forms of the strong room: shape only."""

# WTForms is untyped, so its classes are Any to the type checker.
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from commons.errors import Refusal
from commons.forms import Form, Line, Required, Upload, Words
from commons.i18n import _l


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
