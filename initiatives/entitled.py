"""Who may sign, in the words of the page: from the rule set under which a sheet was frozen."""

from __future__ import annotations

from datetime import datetime

from commons.i18n import _, number
from initiatives import rules
from initiatives.models import Initiative
from initiatives.rules import RuleSet
from initiatives.states import SIGNABLE


def takes_signatures(x: Initiative, now: datetime) -> bool:
    """Whether somebody may sign now: it collects, and a start that was announced has come."""
    has_begun = x.opens_at is None or x.opens_at <= now
    return has_begun and rules.state(x, now) in SIGNABLE


def in_words(rule_set: RuleSet) -> str:
    """Citizenship or residence and the least age, as the law asks for them, in one line."""
    asked = frozenset(rule_set.value("signer.eligibility", ()))
    least = int(rule_set.value("signer.min_age", 0))
    said = [_who(asked)] if asked else []
    most = max(rule_set.value("signer.min_ages", {}).values(), default=least)
    if most > least:
        said.append(
            _(
                "old enough in the own State: from %(least)s to %(most)s years",
                least=number(least),
                most=number(most),
            )
        )
    elif least:
        said.append(_("%(age)s years old or older", age=number(least)))
    return "; ".join(said) or _("everybody who has an eID")


def _who(asked: frozenset[str]) -> str:
    if "citizen-or-resident" in asked:
        return _("citizens, and residents whatever their citizenship")
    if asked == {"citizen", "resident"}:
        return _("citizens who live in the country")
    return _("citizens") if "citizen" in asked else _("residents")
