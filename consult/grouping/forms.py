"""The form with which a proposed theme becomes one; shape only."""

from __future__ import annotations

from typing import Any

from commons import forms
from commons.i18n import _, _l


class AcceptForm(forms.Form):
    """Under which name a proposal becomes a theme, or into which theme it is merged."""

    theme = forms.Pick(_l("Put its comments into"), default="")
    title = forms.Line(_l("Name of the new theme"))

    def __init__(self, *args: Any, themes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.theme.choices = [("", _("A new theme")), *themes]


class SplitForm(forms.Form):
    """Which texts are parted from a campaign; the ticks stand beside the texts."""
