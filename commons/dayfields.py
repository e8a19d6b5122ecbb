"""Form fields for days and instants: day, month and year apart, Buddhist years and Thai digits read."""

# WTForms is untyped, so its classes are Any to the type checker.
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from wtforms import Field

from commons.i18n import DEFAULT_ZONE, _, language

BUDDHIST_ERA = 543
FIRST_BUDDHIST_YEAR = 2400


@dataclass(frozen=True)
class Part:
    """One box of a date."""

    name: str
    id: str
    label: str
    value: str
    width: int
    inputmode: str


class Day(Field):
    """A day of the calendar; a year above 2400 is of the Buddhist era."""

    names: tuple[str, ...] = ("day", "month", "year")

    def __init__(self, label: Any = None, validators: Sequence[Any] = (), **others: Any) -> None:
        super().__init__(label, validators, **others)
        self.written: dict[str, str] = {}

    def process(self, formdata: Any, *given: Any, **others: Any) -> None:
        """Gather the boxes before the form reads them."""
        if formdata is not None:
            self.written = {n: formdata.get(f"{self.name}-{n}", "").strip() for n in self.names}
        super().process(formdata, *given, **others)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the boxes, or one ISO value under the field's own name."""
        whole = str(valuelist[0]).strip() if valuelist else ""
        if whole:
            self._take_apart(whole)
        self.data = None
        if any(self.written.values()):
            self.data = self._read()

    def parts(self) -> list[Part]:
        """The boxes to show, as they were written or as the value has them."""
        shown = self.written if any(self.written.values()) else self._shown()
        labels = {"day": _("Day"), "month": _("Month"), "year": _("Year"), "time": _("Time")}
        return [
            Part(
                name=f"{self.name}-{name}",
                id=f"{self.id}-{name}",
                label=labels[name],
                value=shown.get(name, ""),
                width={"year": 4, "time": 5}.get(name, 2),
                inputmode="text" if name == "time" else "numeric",
            )
            for name in self.names
        ]

    def first_id(self) -> str:
        """Where an error leads to."""
        return f"{self.id}-day"

    def _take_apart(self, whole: str) -> None:
        year, month, day = (whole.split("T", maxsplit=1)[0].split("-") + ["", ""])[:3]
        self.written = {"day": day, "month": month, "year": year}

    def _read(self) -> Any:
        return self._day()

    def _day(self) -> date:
        try:
            day, month, year = (int(self.written[n]) for n in ("day", "month", "year"))
            return date(year - BUDDHIST_ERA if year > FIRST_BUDDHIST_YEAR else year, month, day)
        except ValueError:
            raise ValueError(_("Enter a real date, such as 31 3 2027.")) from None

    def _shown(self) -> dict[str, str]:
        return self._boxes(self.data) if isinstance(self.data, date) else {}

    @staticmethod
    def _boxes(day: date) -> dict[str, str]:
        year = day.year + BUDDHIST_ERA if language() == "th" else day.year
        return {"day": str(day.day), "month": str(day.month), "year": str(year)}


class Moment(Day):
    """An instant: a day and an hour in the zone of the law; the value is in UTC."""

    names = ("day", "month", "year", "time")

    def __init__(
        self,
        label: Any = None,
        validators: Sequence[Any] = (),
        *,
        zone: ZoneInfo = DEFAULT_ZONE,
        **others: Any,
    ) -> None:
        super().__init__(label, validators, **others)
        self.zone = zone

    def _take_apart(self, whole: str) -> None:
        try:
            given = datetime.fromisoformat(whole)
        except ValueError:
            super()._take_apart(whole)
            return
        local = given.astimezone(self.zone) if given.tzinfo else given
        self.written = {
            "day": str(local.day),
            "month": str(local.month),
            "year": str(local.year),
            "time": f"{local:%H:%M:%S}",
        }

    def _read(self) -> datetime:
        day = self._day()
        try:
            boxes = self.written["time"].replace(".", ":").split(":")
            hour, minute, second = (int(n) for n in (boxes + ["0"])[:3])
            at = time(hour, minute, second)
        except ValueError:
            raise ValueError(_("Enter the time as hours and minutes, such as 09:00.")) from None
        return datetime.combine(day, at, self.zone).astimezone(UTC)

    def _shown(self) -> dict[str, str]:
        if not isinstance(self.data, datetime):
            return {}
        local = self.data.astimezone(self.zone)
        return {**self._boxes(local.date()), "time": f"{local:%H:%M}"}
