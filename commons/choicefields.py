"""Form fields for choosing: one of several, any of several, yes by a tick."""

# WTForms is untyped, so its classes are Any to the type checker.
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from commons.i18n import _


def _offers(choices: Any) -> Any:
    if choices is None or callable(choices):
        return choices
    return [c if isinstance(c, SelectChoice) else SelectChoice(*c) for c in choices]


class Choice(RadioField):
    """One of several, all in view."""

    def __init__(
        self, label: Any = None, validators: Sequence[Any] = (), *, choices: Any = None, **kw: Any
    ) -> None:
        super().__init__(label, validators, choices=_offers(choices), **kw)

    def pre_validate(self, form: Any) -> None:
        """Refuse what was not offered; nothing at all is the business of Required."""
        offered = {str(choice[0]) for choice in self.iter_choices()}
        if self.raw_data and str(self.raw_data[0]) not in offered:
            raise ValidationError(_("Not a valid choice."))
        if not self.raw_data:
            self.data = None


class Pick(SelectField):
    """One of many, from a list that opens."""

    def __init__(
        self, label: Any = None, validators: Sequence[Any] = (), *, choices: Any = None, **kw: Any
    ) -> None:
        super().__init__(label, validators, choices=_offers(choices), **kw)


class Choices(SelectMultipleField):
    """Any number of several, all in view."""

    def __init__(
        self, label: Any = None, validators: Sequence[Any] = (), *, choices: Any = None, **kw: Any
    ) -> None:
        super().__init__(label, validators, choices=_offers(choices), **kw)

    def pre_validate(self, form: Any) -> None:
        """Refuse what was not offered."""
        offered = {str(choice[0]) for choice in self.iter_choices()}
        if not {str(chosen) for chosen in self.data or ()} <= offered:
            raise ValidationError(_("Not a valid choice."))


class Tick(BooleanField):
    """Yes by a tick, no without."""
