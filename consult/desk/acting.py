"""Where a form of the desk leads once it was done."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect

from consult.models import Hearing


def done(hearing: Hearing, sentence: str, rest: str = "") -> Any:
    """On to the desk of this hearing, with a sentence that says what was done."""
    flash(sentence, "success")
    return redirect(f"/desk/hearings/{hearing.slug}{rest}", 303)
