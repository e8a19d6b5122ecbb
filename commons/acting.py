"""How a form is answered, at every desk alike: done, or shown again with what was refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from commons.errors import FieldRefusals, Refusal
from commons.forms import Form
from commons.requests import roll_back


def attempt(form: Form, act: Callable[[], object], again: Callable[[], str]) -> Any:
    """Do the act; the page again (422) where the form or the law refuses a field, else None.

    What no change of a field can mend goes on to the one map of refusals.
    """
    if not form.validate_on_submit():
        return again(), 422
    try:
        act()
    except Refusal as refusal:
        if refusal.field is None and not isinstance(refusal, FieldRefusals):
            raise
        form.refuse(refusal)
        roll_back()
        return again(), 422
    return None
