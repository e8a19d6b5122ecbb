"""The forms of officials: their shape only, never the law."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from commons import forms
from commons.config import current
from commons.dayfields import Day
from commons.errors import Refusal
from commons.i18n import _, _l
from commons.law.calendar import last_day, midnight
from commons.law.rulesets import RuleSet
from consult import rules, words
from consult.models import Hearing
from consult.states import Audience, Kind, Topic

LONG = 20_000
TONGUES = {"th": "ไทย", "en": "English", "et": "Eesti", "fi": "Suomi"}


class TitleForm(forms.Form):
    """The title in the languages of the house, and the topic."""

    title_th = forms.Line(_l("Title in Thai"))
    title_en = forms.Line(_l("Title in English"))
    topic = forms.Pick(_l("Topic"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topic.choices = words.choices(Topic)

    def titles(self) -> dict[str, str]:
        """The titles that were filled in, by language."""
        return {"th": self.title_th.data or "", "en": self.title_en.data or ""}


class NewForm(TitleForm):
    """What a hearing is begun with; its rule set is frozen with it."""

    agency = forms.Pick(_l("Agency"))
    kind = forms.Choice(_l("Kind"), [forms.Required(_l("Choose the kind."))])
    rule_set = forms.Choice(_l("Rules"), [forms.Required(_l("Choose the rule set."))])
    language = forms.Pick(_l("Language of the draft"))
    audience = forms.Choice(
        _l("Who may speak"), [forms.Required()], default=Audience.SIGNED_IN.value
    )

    def __init__(
        self,
        *args: Any,
        agencies: list[tuple[str, str]],
        rule_sets: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.agency.choices = agencies
        self.rule_set.choices = rule_sets
        self.kind.choices = words.choices(Kind)
        self.language.choices = [(code, TONGUES.get(code, code)) for code in current().locales]
        self.audience.choices = words.choices(Audience)


class TextForm(forms.Form):
    """The text of the draft: a file, or words pasted in."""

    file = forms.Upload(_l("File with the text"))
    pasted = forms.Words(_l("Or paste the text"), limit=1_000_000)

    def sent(self) -> tuple[str, bytes]:
        """The name and the bytes of what was sent; refuses where nothing was."""
        if self.file.data:
            return self.file.data.filename or "draft", self.file.data.read()
        if self.pasted.data:
            return "draft.md", self.pasted.data.encode()
        raise Refusal("bad-file", _l("Choose a file or paste the text."), field="file")


class DatesForm(forms.Form):
    """Opening and closing; where they are short, the ground and the reason."""

    opens_on = Day(_l("First day"), [forms.Required(_l("Enter the first day."))])
    opens_time = forms.Line(_l("Hour of opening"), default="00:00", limit=8)
    closes_on = Day(_l("Last day"), [forms.Required(_l("Enter the last day."))])
    closes_time = forms.Line(_l("Hour of closing"), limit=8)
    takes_late = forms.Tick(_l("Letters that come after the last day are entered all the same"))
    shorten_ground = forms.Choice(_l("Ground for a shorter hearing"))
    shorten_reason = forms.Words(_l("Reason for a shorter hearing"), limit=3000)

    def __init__(self, *args: Any, rule_set: RuleSet, tongue: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = rule_set.zone
        grounds = rule_set.choices("hearing.shorten.reasons")
        self.shorten_ground.choices = [(g.code, g.title(tongue)) for g in grounds]

    def window(self) -> rules.Window:
        """The dates as instants; an end without an hour is the end of its day."""
        return rules.Window(
            opens_at=_instant(day_of(self.opens_on), self.opens_time.data or "00:00", self.zone),
            closes_at=closing(day_of(self.closes_on), self.closes_time.data, self.zone),
            ground=self.shorten_ground.data or None,
            reason=self.shorten_reason.data or "",
            takes_late=bool(self.takes_late.data),
        )

    def validate_opens_time(self, field: Any) -> None:
        """Refuse what is no hour."""
        _check_hour(field.data)

    def validate_closes_time(self, field: Any) -> None:
        """Refuse what is no hour."""
        _check_hour(field.data)


class StakeholderForm(forms.Form):
    """A body or person who is affected."""

    name = forms.Line(_l("Name"), [forms.Required(_l("Enter the name."))])
    email = forms.Email(_l("E-mail address"), [forms.Required(_l("Enter the address."))])
    affected = forms.Line(_l("How it is affected"))
    language = forms.Pick(_l("Language of the letter"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language.choices = [(code, TONGUES.get(code, code)) for code in current().locales]


class NobodyForm(forms.Form):
    """Why no stakeholder is named."""

    no_stakeholders_reason = forms.Words(_l("Why no stakeholder is named"), limit=2000)


class ExtendForm(forms.Form):
    """A later last day, and why."""

    closes_on = Day(_l("New last day"), [forms.Required(_l("Enter the new last day."))])
    reason = forms.Words(
        _l("Reason, which will be public"), [forms.Required(_l("Write the reason."))], limit=2000
    )


class WithdrawForm(forms.Form):
    """Why a hearing is given up."""

    reason = forms.Words(
        _l("Reason, which will be public"), [forms.Required(_l("Write the reason."))], limit=2000
    )


class DocumentsForm(forms.Form):
    """The documents of a rule set; `documents_form` gives it its fields."""

    def written(self) -> dict[str, str]:
        """What was written, by the name of the document."""
        return {f.name: f.data or "" for f in self if f.name != "csrf_token"}


def documents_form(rule_set: RuleSet, hearing: Hearing, tongue: str) -> DocumentsForm:
    """A form with a field for each document that the rule set requires."""
    choices = rule_set.choices("hearing.required_documents")
    fields = {c.code: forms.Words(c.title(tongue), limit=LONG) for c in choices}
    known = {d.name: d.words for d in hearing.documents if d.language == hearing.language}
    made: DocumentsForm = type("DocumentsForm", (DocumentsForm,), fields)(data=known)
    return made


def dates_form(rule_set: RuleSet, hearing: Hearing, tongue: str) -> DatesForm:
    """The form of the dates, as they stand."""
    opens_on, opens_time = day_and_hour(hearing.opens_at, rule_set.zone, ends=False)
    closes_on, closes_time = day_and_hour(hearing.closes_at, rule_set.zone, ends=True)
    known = {
        "opens_on": opens_on,
        "opens_time": opens_time,
        "closes_on": closes_on,
        "closes_time": closes_time,
        "shorten_ground": hearing.shorten_ground,
        "shorten_reason": hearing.shorten_reason,
        "takes_late": hearing.takes_late,
    }
    return DatesForm(data=known, rule_set=rule_set, tongue=tongue)


def day_of(field: Day) -> date:
    """The day of a field that was checked; refuses an empty one."""
    if field.data is None:
        raise Refusal("day-needed", _l("Enter the day."), field=field.name)
    found: date = field.data
    return found


def closing(day: date, hour: str | None, zone: ZoneInfo) -> datetime:
    """The closing instant: at the hour, or at the end of the day where none is said."""
    if hour:
        return _instant(day, hour, zone)
    return midnight(day + timedelta(days=1), zone)


def day_and_hour(instant: datetime | None, zone: ZoneInfo, *, ends: bool) -> tuple[Any, str]:
    """An instant as the form shows it; an end at midnight is the whole day before."""
    if instant is None:
        return None, "" if ends else "00:00"
    local = instant.astimezone(zone)
    if ends and local.time() == time.min:
        return last_day(instant, zone), ""
    return local.date(), f"{local:%H:%M}"


def _instant(day: date, hour: str, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.fromisoformat(_plain(hour)), zone)


def _check_hour(said: str | None) -> None:
    try:
        if said:
            time.fromisoformat(_plain(said))
    except ValueError:
        sentence = _("Enter the time as hours and minutes, such as 09:00.")
        raise forms.ValidationError(sentence) from None


def _plain(hour: str) -> str:
    parts = hour.replace(".", ":").split(":")
    return ":".join(part.strip().zfill(2) for part in parts)
