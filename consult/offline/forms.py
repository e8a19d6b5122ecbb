"""The forms of what did not come online: shape only."""

# mypy: disallow-subclassing-any=False

from __future__ import annotations

from typing import Any

from commons import forms
from commons.dayfields import Day
from commons.discussion.models import OFFLINE, Channel, Stance
from commons.i18n import _, _l
from consult import words
from consult.offline.rules import MOST_POINTS, Letter, Point, Scan
from consult.services.speaking import LONGEST

FEWEST = 2
PARTS = ("section", "stance", "words", "suggestion")


class LetterForm(forms.Form):
    """A letter, paper or turn at a meeting; `letter_form` gives it the fields of its points."""

    channel = forms.Choice(_l("How it came"), [forms.Required(_l("Choose how it came."))])
    received_on = Day(_l("Received on"), [forms.Required(_l("Enter the day."))])
    shown_as = forms.Line(_l("Name to be shown, if the author agrees"), limit=80)
    scan = forms.Upload(
        _l("Scan of the paper"),
        [forms.Optional()],
        description=_l("PDF, PNG or JPEG. It is never public; only this desk sees it."),
    )
    many: int = FEWEST

    def points(self) -> tuple[Point, ...]:
        """The points that were filled in."""
        return tuple(p for p in map(self._point, range(1, self.many + 1)) if not p.is_empty)

    def letter(self) -> Letter:
        """The whole submission."""
        return Letter(
            channel=Channel(str(self.channel.data)),
            received_on=self.received_on.data,
            points=self.points(),
            shown_as=self.shown_as.data or "",
        )

    def brought(self) -> Scan | None:
        """The scan that came with it."""
        file = self.scan.data
        return Scan(file.filename or "scan", file.read()) if file else None

    def rows(self) -> list[list[Any]]:
        """The fields of each point, for the page."""
        return [[self[f"{part}_{n}"] for part in PARTS] for n in range(1, self.many + 1)]

    def _point(self, number: int) -> Point:
        said = {part: self[f"{part}_{number}"].data for part in PARTS}
        return Point(
            section=said["section"] or "",
            stance=Stance(said["stance"]) if said["stance"] else None,
            words=said["words"] or "",
            suggestion=said["suggestion"] or None,
        )


def letter_form(sections: list[tuple[str, str]], many: int) -> LetterForm:
    """A form with so many points, at least two and at most forty."""
    many = max(FEWEST, min(many, MOST_POINTS))
    fields: dict[str, Any] = {"many": many}
    places = [("", _("The draft as a whole")), *sections]
    stances = [("agree", _("Agrees")), ("disagree", _("Disagrees")), ("change", _("Change it"))]
    for n in range(1, many + 1):
        fields[f"section_{n}"] = forms.Pick(_l("Section"), default="", choices=places)
        fields[f"stance_{n}"] = forms.Choice(_l("Stance"), [forms.Optional()], choices=stances)
        fields[f"words_{n}"] = forms.Words(_l("The words, as written"), limit=LONGEST)
        fields[f"suggestion_{n}"] = forms.Words(_l("The wording that is suggested"), limit=20_000)
    made: LetterForm = type("LetterForm", (LetterForm,), fields)()
    made.channel.choices = [(c.value, words.name(c)) for c in OFFLINE]
    return made


class BatchForm(forms.Form):
    """A file of many contributions."""

    file = forms.Upload(
        _l("CSV file, or ZIP file of scans"), [forms.Required(_l("Choose a file."))]
    )


class MendForm(forms.Form):
    """Words that were typed in wrongly, put right."""

    words = forms.Words(_l("The words, as written"), limit=LONGEST)
    suggestion = forms.Words(_l("The wording that is suggested"), limit=20_000)
    reason = forms.Line(
        _l("What was typed in wrongly"), [forms.Required(_l("Write what was typed in wrongly."))]
    )
