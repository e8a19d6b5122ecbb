"""The forms of the book and of objections; shape only."""

# WTForms is untyped, so its classes are Any to the type checker.
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from commons import files
from commons.agencies.models import Agency
from commons.dayfields import Day
from commons.forms import Choice, Form, Line, Pick, Required, Upload, Words
from commons.i18n import _l
from initiatives.models import Initiative
from initiatives.passage import labels, rules
from initiatives.passage.models import Entry
from initiatives.passage.services import Said
from initiatives.passage.states import AUTHORS, OFFICIAL, EntryKind


class ObjectionForm(Form):
    """Why a signer objects."""

    words = Words(_l("Why you object"), [Required(_l("Say why you object."))], limit=4_000)


class EntryForm(Form):
    """One entry of the book."""

    kind = Choice(_l("What you enter"), [Required(_l("Choose what you enter."))])
    happened_on = Day(_l("Day"), [Required(_l("Enter the day."))])
    title = Line(_l("Title"), [Required(_l("Give a title."))])
    words = Words(_l("Words"), limit=20_000)
    medium = Pick(_l("Way of the letter"), default="")
    correspondent = Line(_l("From whom, or to whom"))
    address = Line(_l("Web address"), limit=1_000)
    file = Upload(_l("File"))
    corrects = Pick(_l("Corrects an earlier entry"), default="")

    def said(self) -> Said:
        """What was filled in, as the service takes it."""
        sent = self.file.data
        return Said(
            title=self.title.data or "",
            happened_on=self.happened_on.data,  # type: ignore[arg-type]  # Required has refused None
            words=self.words.data or "",
            medium=rules.medium_of(self.medium.data or ""),
            correspondent=self.correspondent.data or "",
            address=(self.address.data or "").strip(),
            kept=files.keep(sent.filename or "document", sent.read()) if sent else None,
        )


class TransferForm(Form):
    """To which committee it goes on, and why."""

    committee = Pick(_l("Committee"), default="")
    reason = Words(_l("Reason, public"), [Required(_l("Give the reason."))], limit=2_000)


class DestinationForm(Form):
    """Which further body is asked, and for what."""

    agency = Pick(_l("Body"), default="")
    asked_for = Words(
        _l("What it is asked for"), [Required(_l("Say what the body is asked for."))], limit=2_000
    )


class AnswerForm(Form):
    """The answer of a second body."""

    words = Words(_l("Answer"), [Required(_l("Write the answer."))], limit=20_000)


class BackForm(Form):
    """Whom an initiator wants as representative."""

    candidate = Choice(_l("New representative"), [Required(_l("Choose a person."))])


def entry_form(entries: Iterable[Entry], *, official: bool, **more: Any) -> EntryForm:
    """The form of an entry, with the kinds that its writer may enter."""
    form = EntryForm(**more)
    kinds = OFFICIAL if official else tuple(kind for kind in EntryKind if kind in AUTHORS)
    form.kind.choices = [(kind.value, labels.KINDS[kind]) for kind in kinds]
    form.medium.choices = [("", ""), *((m.value, said) for m, said in labels.MEDIA.items())]
    own = [each for each in entries if each.kind in kinds]
    form.corrects.choices = [("", ""), *((str(each.id), each.title) for each in own)]
    return form


def transfer_form(committees: Iterable[Agency], **more: Any) -> TransferForm:
    """The form of a transfer, with the other committees."""
    form = TransferForm(**more)
    form.committee.choices = [("", ""), *((str(c.id), c.name()) for c in committees)]
    return form


def destination_form(bodies: Iterable[Agency], **more: Any) -> DestinationForm:
    """The form that asks a second body."""
    form = DestinationForm(**more)
    form.agency.choices = [("", ""), *((str(b.id), b.name()) for b in bodies)]
    return form


def back_form(initiative: Initiative, **more: Any) -> BackForm:
    """The form of a voice for another representative."""
    form = BackForm(**more)
    able = [m for m in initiative.members if m.confirmed_at and m.name]
    form.candidate.choices = [(str(m.id), m.name) for m in able]
    return form
