"""Who may keep the books of data protection."""

from __future__ import annotations

from commons.access import Actor, Permission
from commons.errors import Refusal
from commons.i18n import _l


def check_keeper(actor: Actor) -> None:
    """Refuse ("not-permitted") whoever does not keep these books."""
    if not actor.may(Permission.PROTECTION_KEEP):
        raise Refusal("not-permitted", _l("Your roles do not allow this."))
