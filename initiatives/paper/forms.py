"""The forms of the registrar's desk: shape only."""

# WTForms is untyped, so its classes are Any to the type checker.
# mypy: disallow-subclassing-any=False

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from commons import forms
from commons.dayfields import Day
from commons.errors import Refusal
from commons.i18n import _, _l
from initiatives.paper import districts, words
from signatures.paper import BatchKind, FormPurpose, KeyedRow, RowFault

_LINE = re.compile(r"((?:[A-Z0-9-]{2,8}-)?\d{6}-\d{2})[\s,;:]+(\d{1,3})")


class DistrictForm(forms.Form):
    """Of which State or district forms are printed, where the law counts by them."""

    district = forms.Pick(
        _l("State or district of the form"),
        [forms.Required(_l("Choose a State or district."))],
        choices=[],
        description=_l("A form is for the people of one State or district. There they count."),
    )

    def __init__(self, *args: Any, offered: districts.Offers = (), **kw: Any) -> None:
        super().__init__(*args, **kw)
        districts.ask(self, offered, districts.ELSEWHERE)


class RunForm(DistrictForm):
    """How many forms are printed."""

    many = forms.Whole(_l("How many forms"), [forms.Required(_l("Enter a number."))])


class OfficeRunForm(RunForm):
    """A run for the office, of either purpose."""

    purpose = forms.Choice(
        _l("What is declared on them"),
        choices=[(p.value, words.PURPOSES[p]) for p in FormPurpose],
        default=FormPurpose.SUPPORT.value,
    )


class BatchForm(forms.Form):
    """What was delivered."""

    kind = forms.Choice(
        _l("How they came"),
        choices=[(k.value, words.KINDS[k]) for k in BatchKind],
        default=BatchKind.DELIVERED.value,
    )
    forms = forms.Words(
        _l("Forms"),
        [forms.Required(_l("Enter the numbers of the forms."))],
        description=_l("One form a line: its number, and how many rows are filled in."),
        limit=5_000,
    )

    def delivered(self) -> dict[str, int]:
        """Filled rows by the form's number; refuses ("form-unknown") a line that says something else."""
        found: dict[str, int] = {}
        for line in (self.forms.data or "").splitlines():
            if not line.strip():
                continue
            said = _LINE.fullmatch(line.strip().upper())
            if said is None or said[1] in found:
                raise Refusal(
                    "form-unknown",
                    _l("This line cannot be read: %(line)s", line=line[:40]),
                    field="forms",
                )
            found[said[1]] = int(said[2])
        return found


class ScanForm(forms.Form):
    """The scan of one form."""

    scan = forms.Upload(_l("Scan"), [forms.Required(_l("Choose a file."))])


class KeyForm(forms.Form):
    """The rows of one form; `key_form` gives it the fields of its rows."""

    numbers: Sequence[int] = ()
    names: Sequence[str] = ()
    district = forms.Pick(
        _l("State or district"),
        [forms.Required(_l("Choose a State or district."))],
        choices=[],
        description=_l("As it is printed on the form before you."),
    )

    def __init__(self, *args: Any, offered: districts.Offers = (), **kw: Any) -> None:
        super().__init__(*args, **kw)
        districts.ask(self, offered, districts.NOT_PRINTED)

    def rows(self) -> list[list[Any]]:
        """The fields of each row, for the page."""
        return [[f for f in self if f.name.endswith(f"_{row}")] for row in self.numbers]

    def keyed(self) -> list[KeyedRow]:
        """What the registrar reads on the paper."""
        return [self._row(row) for row in self.numbers]

    def _row(self, row: int) -> KeyedRow:
        fault = self[f"fault_{row}"].data
        day = self[f"day_{row}"].data if f"day_{row}" in self else None
        fields = {name: self[f"{name}_{row}"].data or "" for name in self.names}
        return KeyedRow(row, fields, day=day, fault=RowFault(fault) if fault else None)


def key_form(
    names: Sequence[str],
    numbers: Sequence[int],
    *,
    asks_day: bool,
    offered: districts.Offers = (),
) -> KeyForm:
    """A form for these rows: the law's fields, the day where it asks for one, and the fault.

    Before them the State or district that is printed on the form, where the law counts by `offered`.
    """
    fields: dict[str, Any] = {"numbers": tuple(numbers), "names": tuple(names)}
    faults = [
        ("", _("None: the row is filled in")),
        *((f.value, words.FAULTS[f]) for f in RowFault),
    ]
    for row in numbers:
        for name in names:
            fields[f"{name}_{row}"] = forms.Line(words.FIELDS[name], limit=200)
        if asks_day:
            fields[f"day_{row}"] = Day(words.FIELDS["date"])
        fields[f"fault_{row}"] = forms.Pick(_l("Fault"), default="", choices=faults)
    made: KeyForm = type("KeyForm", (KeyForm,), fields)(offered=offered)
    return made
