"""The forms of the discussion: what one says of a section, a reply, and one's own words anew."""

# WTForms is untyped, so its classes are Any to the type checker.
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from werkzeug.datastructures import MultiDict

from commons.discussion import ranges
from commons.discussion.drafts import Kept
from commons.forms import Choice, Form, Hidden, Required, Words
from commons.i18n import _l
from initiatives.acts.discussing import LONGEST

NAMES = [
    ("name", _l("Everybody sees the name that I chose")),
    ("hidden", _l("Nobody sees my name")),
]


class SpeakForm(Form):
    """What one says of a section: a stance, words, a wording of one's own."""

    stance = Choice(
        _l("Your stance"),
        choices=[
            ("agree", _l("For")),
            ("disagree", _l("Against")),
            ("change", _l("Change it")),
        ],
    )
    words = Words(_l("Your words"), limit=LONGEST)
    suggestion = Words(_l("The wording you want, if you want it changed"), limit=LONGEST)
    quote = Words(_l("The words you speak of"), limit=ranges.LONGEST)
    near = Hidden()
    display = Choice(_l("Who sees your name"), choices=NAMES, default="name")
    sure = Hidden()

    @property
    def place(self) -> int | None:
        """Where the marked words stand, as the script said it."""
        said = self.near.data or ""
        return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else None


class ReplyForm(Form):
    """An answer to another person's comment."""

    words = Words(_l("Your reply"), [Required(_l("Write your reply."))], limit=LONGEST)
    display = Choice(_l("Who sees your name"), choices=NAMES, default="name")
    sure = Hidden()


class EditForm(Form):
    """New words in place of one's own."""

    words = Words(_l("Your comment"), limit=LONGEST)
    suggestion = Words(_l("The wording that you suggest"), limit=LONGEST)


def filled(draft: Kept) -> MultiDict[str, str]:
    """The fields of a draft as a form reads them."""
    kept = {name: said for name, said in draft.fields.items() if name != "sure"}
    return MultiDict([(name, word) for name, said in kept.items() for word in said])
