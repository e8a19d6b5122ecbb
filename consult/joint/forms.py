"""The form with which a leading agency asks another one."""

# mypy: disallow-subclassing-any=False

from __future__ import annotations

from typing import Any

from commons import forms
from commons.i18n import _l


class PartnerForm(forms.Form):
    """Which agency is asked."""

    agency = forms.Pick(_l("Agency"), [forms.Required(_l("Choose an agency."))])

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agency.choices = [("", ""), *bodies]
