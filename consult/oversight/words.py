"""The names of exceptions, for people."""

from __future__ import annotations

from commons.i18n import _l
from consult.oversight.models import Wish

WISHES: dict[Wish, object] = {
    Wish.SHORTER: _l("Shorter hearing"),
    Wish.NO_STAKEHOLDERS: _l("No stakeholder named"),
    Wish.NON_PUBLICATION: _l("Non-publication"),
    Wish.EARLY_END: _l("Early end"),
}


def wish_name(wish: Wish) -> str:
    """A kind of exception in the reader's language."""
    return str(WISHES[wish])
