"""The fields of what is sent beside the words, and the form in which one's own comment is edited."""

# WTForms' fields are Any to the type checker.
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from typing import Any

from flask import request
from flask_wtf.file import MultipleFileField
from werkzeug.datastructures import MultiDict

from commons import forms
from commons.access import current_actor
from commons.discussion import attachments, ranges
from commons.discussion.attachments import Held
from commons.discussion.drafts import Kept
from commons.errors import Refusal
from commons.i18n import _, _l
from commons.texts import tree
from commons.texts.queries import SectionView
from consult.models import Hearing
from consult.speech import services
from consult.speech.beside import Beside

_SHOWN = 60
"""So many letters of a paragraph stand in the list in which one picks it."""


class BesideFields:
    """Marked words, the section as a whole to go, and files; mixed into a form."""

    whole_goes = forms.Tick(_l("Delete this section altogether"))
    anchor = forms.Pick(_l("Paragraph or item"), [forms.Optional()], default="")
    quote = forms.Words(_l("The words you speak of"), limit=ranges.LONGEST)
    near = forms.Hidden()
    file = MultipleFileField(_l("Files"))

    held: tuple[Held, ...] = ()

    def fit_places(self, shown: SectionView | None) -> None:
        """Offer the paragraphs and items of this section; the whole draft has none."""
        self.anchor.choices = [("", _("The whole section")), *_places(shown)]

    def take_files(self, hearing: Hearing) -> bool:
        """Hold the files that were sent and those held before; whether all of them were taken."""
        actor, refused = current_actor(), []
        found = attachments.held(actor.account_id, request.form.getlist("held"))
        for upload in request.files.getlist("file"):
            if upload.filename:
                try:
                    data = upload.stream.read()
                    found.append(services.hold(actor, hearing, upload.filename, data))
                except Refusal as refusal:
                    refused.append(f"{upload.filename}: {refusal.message}")
        self.held = tuple(found)
        self.file.errors = [*self.file.errors, *refused]
        return not self.file.errors

    def beside(self, shown: SectionView | None) -> Beside:
        """What was chosen, as the service takes it; refuses words that do not stand in the section."""
        marked = services.mark(
            shown,
            quote=self.quote.data or "",
            anchor=self.anchor.data or "",
            near=_whole(self.near.data),
        )
        return Beside(marked, self.held)

    def take_draft(self, draft: Kept) -> None:
        """Hold again what a draft holds."""
        keys = draft.fields.get("held", [])
        self.held = tuple(attachments.held(current_actor().account_id, keys))


class EditForm(forms.Form):
    """New words in place of one's own."""

    words = forms.Words(_l("Your comment"))
    suggestion = forms.Words(_l("The wording that you suggest"))
    whole_goes = forms.Tick(_l("Delete this section altogether"))

    def __init__(self, *args: Any, longest: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suggestion.limit = max(services.LONGEST, 2 * longest)
        self.suggestion.validators = [forms.Limit(self.suggestion.limit)]


def filled(draft: Kept) -> MultiDict[str, str]:
    """The fields of a draft as a form reads them."""
    return MultiDict([(name, word) for name, said in draft.fields.items() for word in said])


def _places(shown: SectionView | None) -> list[tuple[str, str]]:
    if shown is None:
        return []
    steps = list(tree.walk((shown.node,)))[1:]
    return [
        (step.node.eid, f"{step.node.label} {step.node.words}".strip()[:_SHOWN])
        for step in steps
        if not step.quoted and step.node.eid and (step.node.words or step.node.label)
    ]


def _whole(said: str | None) -> int | None:
    return int(said) if said and said.isascii() and said.isdigit() and len(said) < 9 else None
