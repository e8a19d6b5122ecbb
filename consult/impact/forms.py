"""The form of the impact assessment: the same fields for every hearing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commons import forms
from commons.i18n import _, _l
from consult.impact import words
from consult.impact.models import ImpactLine
from consult.impact.services import Said
from consult.impact.states import Aspect, Unit

TONGUES = ("th", "en")
LONG = 5000


class ImpactForm(forms.Form):
    """The assessment; `impact_form` gives it its fields."""

    def said(self) -> dict[Aspect, Said]:
        """What was filled in, by aspect."""
        return {aspect: self._of(aspect.value.replace("-", "_"), aspect) for aspect in Aspect}

    def fields_of(self, aspect: Aspect) -> list[Any]:
        """The fields of one aspect, in their order."""
        name = aspect.value.replace("-", "_")
        return [self._fields[f"{name}_{end}"] for end in (*TONGUES, "amount", "unit")]

    def _of(self, name: str, _aspect: Aspect) -> Said:
        unit = self._fields[f"{name}_unit"].data
        return Said(
            words={tongue: self._fields[f"{name}_{tongue}"].data or "" for tongue in TONGUES},
            amount=self._fields[f"{name}_amount"].data,
            unit=Unit(unit) if unit else None,
        )


def impact_form(known: Mapping[Aspect, ImpactLine]) -> ImpactForm:
    """A form with the fields of every aspect, as they stand."""
    units = [("", _("No amount")), *((unit.value, words.name(unit)) for unit in Unit)]
    fields: dict[str, Any] = {}
    data: dict[str, Any] = {}
    for aspect in Aspect:
        name = aspect.value.replace("-", "_")
        fields[f"{name}_th"] = forms.Words(_l("In Thai"), limit=LONG)
        fields[f"{name}_en"] = forms.Words(_l("In English"), limit=LONG)
        fields[f"{name}_amount"] = forms.Whole(_l("Amount"))
        fields[f"{name}_unit"] = forms.Pick(_l("Unit"), choices=units, default="")
        line = known.get(aspect)
        if line is not None:
            data |= {f"{name}_{tongue}": line.words.get(tongue, "") for tongue in TONGUES}
            data[f"{name}_amount"] = line.amount
            data[f"{name}_unit"] = line.unit.value if line.unit else ""
    made: ImpactForm = type("ImpactForm", (ImpactForm,), fields)(data=data)
    return made
