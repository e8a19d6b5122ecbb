"""The forms of meetings and contact persons."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from commons import forms
from commons.dayfields import Moment
from commons.errors import Refusal
from commons.i18n import _, _l
from consult.meetings.models import Meeting
from consult.meetings.services import Plan


class MeetingForm(forms.Form):
    """A meeting as it is announced."""

    title_th = forms.Line(_l("Name of the meeting in Thai"))
    title_en = forms.Line(_l("Name of the meeting in English"))
    starts_at = Moment(_l("Begins"), [forms.Required(_l("Enter when it begins."))])
    ends_at = Moment(_l("Ends"), [forms.Required(_l("Enter when it ends."))])
    place = forms.Words(_l("Place"), limit=500)
    link = forms.Line(_l("Link for taking part online"), limit=500)
    agenda = forms.Words(_l("Agenda"), limit=5000)

    def plan(self) -> Plan:
        """What was filled in, as the service takes it."""
        return Plan(
            titles={"th": self.title_th.data or "", "en": self.title_en.data or ""},
            starts_at=_instant(self.starts_at),
            ends_at=_instant(self.ends_at),
            place=self.place.data or "",
            link=self.link.data or "",
            agenda=self.agenda.data or "",
        )

    def validate_link(self, field: Any) -> None:
        """Refuse what is not an address of the web."""
        if field.data and not field.data.startswith(("https://", "http://")):
            raise forms.ValidationError(_("Enter an address that begins with https://."))


class CancelForm(forms.Form):
    """Why a meeting is cancelled."""

    reason = forms.Words(
        _l("Reason, which will be public"), [forms.Required(_l("Write the reason."))], limit=2000
    )


class MinutesForm(forms.Form):
    """What is kept of a meeting."""

    minutes = forms.Words(_l("Minutes"), limit=20_000)
    file = forms.Upload(_l("File with the minutes"))
    attended = forms.Whole(_l("How many came"))
    groups = forms.Words(_l("Which groups were there"), limit=2000)


class SaidForm(forms.Form):
    """What somebody said at a meeting."""

    section = forms.Pick(_l("Section"), default="")
    words = forms.Words(_l("What was said"), [forms.Required(_l("Write what was said."))])
    shown_as = forms.Line(_l("Name to be shown, if the author agrees"), limit=80)

    def __init__(self, *args: Any, sections: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section.choices = [("", _("The draft as a whole")), *sections]


class ContactForm(forms.Form):
    """Whom one may ask."""

    name = forms.Line(_l("Name"), [forms.Required(_l("Enter the name."))], limit=120)
    duty = forms.Line(_l("For which questions"), limit=200)
    email = forms.Email(_l("E-mail address"))
    phone = forms.Line(_l("Telephone"), limit=60)


def meeting_form(zone: ZoneInfo, meeting: Meeting | None = None) -> MeetingForm:
    """The form of a meeting, as it stands; hours are those of the rule set's zone."""
    data: dict[str, Any] = {}
    if meeting is not None:
        data = {f"title_{t}": words for t, words in meeting.titles.items()}
        for name in ("starts_at", "ends_at", "place", "link", "agenda"):
            data[name] = getattr(meeting, name)
    fields = {
        "starts_at": Moment(_l("Begins"), [forms.Required(_l("Enter when it begins."))], zone=zone),
        "ends_at": Moment(_l("Ends"), [forms.Required(_l("Enter when it ends."))], zone=zone),
    }
    made: MeetingForm = type("MeetingForm", (MeetingForm,), fields)(data=data)
    return made


def _instant(field: Moment) -> datetime:
    """The instant of a field that was checked; refuses an empty one."""
    found: datetime | None = field.data
    if found is None:
        raise Refusal("day-needed", _l("Enter the day."), field=field.name)
    return found
