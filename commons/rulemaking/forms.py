"""The form of a new version of a rule set."""

# Flask-WTF is untyped, so its classes are Any to the type checker.
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from commons.forms import Form, Required, Words
from commons.i18n import _l
from commons.rulemaking.services import LONGEST, LONGEST_REASON


class AmendmentForm(Form):
    """The whole version, and why."""

    reason = Words(
        _l("Why do the rules change?"),
        [Required(_l("Write why the rules change."))],
        limit=LONGEST_REASON,
        description=_l("It stands in the public log of changes."),
    )
    text = Words(
        _l("The whole version"),
        [Required(_l("Write the version."))],
        limit=LONGEST,
        description=_l(
            "As its file says it (TOML). Give it a new version number and a first day from "
            "tomorrow on; change only what the law has changed."
        ),
    )
