"""How every form of the desk is answered: done, or shown again with what was refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect

from commons.errors import FieldRefusals, Refusal
from commons.forms import Form
from commons.requests import roll_back
from consult.models import Hearing


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


def done(hearing: Hearing, sentence: str, rest: str = "") -> Any:
    """On to the desk of this hearing, with a sentence that says what was done."""
    flash(sentence, "success")
    return redirect(f"/desk/hearings/{hearing.slug}{rest}", 303)
