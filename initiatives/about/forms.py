"""The forms of what a proposal is about."""

# WTForms is untyped, so its classes are Any to the type checker.
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from commons.dayfields import Day
from commons.forms import Choices, Form, Line, Pick, Required, Words
from commons.i18n import _l
from initiatives.about.words import FIELDS


class AboutForm(Form):
    """Fields, tags, department and area."""

    fields = Choices(
        _l("Fields, at most three"), choices=[(field.value, said) for field, said in FIELDS.items()]
    )
    tags = Line(_l("Words by which it is found, with commas between them"), limit=300)
    department = Pick(_l("Department concerned"))
    area = Line(_l("Area: province, town or place"), limit=100)
    point = Line(_l("Point on the map: latitude, longitude"), limit=40)


class OrganisationForm(Form):
    """An organisation beside the initiators."""

    name = Line(_l("Name of the organisation"), [Required(_l("Enter the name."))], limit=200)
    register_number = Line(_l("Number in the register"), limit=60)
    address = Line(_l("Its page on the web"), limit=300, id="organisation-address")


class GatheringForm(Form):
    """A meeting to which the initiators invite."""

    title = Line(_l("What the meeting is"), [Required(_l("Enter the name."))], limit=200)
    held_on = Day(_l("Day"), [Required(_l("Enter the day."))])
    place = Line(_l("Time and place"), [Required(_l("Say when and where."))], limit=300)
    words = Words(_l("More about it"), limit=2_000)
