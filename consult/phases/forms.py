"""The forms of phases: their shape only, never the law."""

# mypy: disallow-subclassing-any=False

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from commons import forms
from commons.dayfields import Day
from commons.i18n import _l
from commons.law.calendar import last_day, midnight
from consult import deskforms
from consult.models import Hearing
from consult.phases import words
from consult.phases.models import Phase
from consult.phases.services import Wish
from consult.phases.states import Part


class PhaseForm(forms.Form):
    """A phase by its names, what it opens, its first and last day."""

    title_th = forms.Line(_l("Name of the phase in Thai"), limit=120)
    title_en = forms.Line(_l("Name of the phase in English"), limit=120)
    parts = forms.Choices(_l("What opens in this phase"))
    opens_on = Day(_l("First day"), [forms.Required(_l("Enter the first day."))])
    closes_on = Day(_l("Last day"), [forms.Required(_l("Enter the last day."))])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts.choices = words.choices()

    def wish(self, hearing: Hearing, zone: ZoneInfo) -> Wish:
        """What was filled in, as the service takes it.

        On the first and on the last day of the hearing its hours count.
        """
        opens_at = midnight(deskforms.day_of(self.opens_on), zone)
        closes_at = deskforms.closing(deskforms.day_of(self.closes_on), None, zone)
        return Wish(
            titles={"th": self.title_th.data or "", "en": self.title_en.data or ""},
            parts=[Part(each) for each in self.parts.data or ()],
            opens_at=_same_day(opens_at, hearing.opens_at, zone),
            closes_at=whole_end(closes_at, hearing, zone),
        )


class ExtendPhaseForm(forms.Form):
    """A later last day of a phase, and why."""

    closes_on = Day(_l("New last day"), [forms.Required(_l("Enter the new last day."))])
    reason = forms.Words(
        _l("Reason, which will be public"), [forms.Required(_l("Write the reason."))], limit=2000
    )


def phase_form(zone: ZoneInfo, phase: Phase | None = None) -> PhaseForm:
    """The form of a phase, as it stands."""
    data: dict[str, Any] = {}
    if phase is not None:
        data = {f"title_{tongue}": said for tongue, said in phase.titles.items()}
        data["parts"] = list(phase.opens)
        data["opens_on"] = phase.opens_at.astimezone(zone).date()
        data["closes_on"] = last_day(phase.closes_at, zone)
    return PhaseForm(data=data)


def whole_end(closes_at: datetime, hearing: Hearing, zone: ZoneInfo) -> datetime:
    """The end of a day; on the last day of the hearing its own end."""
    end = hearing.closes_at
    if end is not None and last_day(closes_at, zone) == last_day(end, zone):
        return end
    return closes_at


def _same_day(opens_at: datetime, first: datetime | None, zone: ZoneInfo) -> datetime:
    if first is not None and opens_at.astimezone(zone).date() == first.astimezone(zone).date():
        return first
    return opens_at
