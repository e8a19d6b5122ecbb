"""Speaking without an account, where the hearing is open to all: guarded by limits, never by a puzzle."""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import AddressValueError, IPv6Address, ip_address

from commons import limits
from commons.access import ANONYMOUS
from commons.discussion.services import Statement, Written
from commons.errors import Refusal
from commons.i18n import _l
from consult.models import Hearing
from consult.services import speaking
from consult.speakers import challenging
from consult.speakers.standing import Speaker
from consult.states import Audience


@dataclass(frozen=True)
class Guest:
    """Who speaks without an account: the address, for the limits alone, and the work of his browser."""

    address: str = field(repr=False)
    challenge: str = ""
    answer: str = ""


def speak(guest: Guest, hearing: Hearing, statement: Statement, speaker: Speaker) -> Written:
    """Keep what a guest says, without assurance; the receipt's code is all that shows it is his.

    Refuses where the hearing is not open to all, above the limits of an address (a stricter one
    without the browser's work), and whatever any comment is refused for.
    """
    admit(guest, hearing)
    return speaking.comment(ANONYMOUS, hearing, statement, speaker=speaker)


def admit(guest: Guest, hearing: Hearing) -> None:
    """Count one act of a guest; refuses where the hearing is not open to all, and above the limits.

    The limit of an address is stricter without the browser's work.
    """
    if hearing.audience is not Audience.OPEN:
        raise Refusal("sign-in-needed", _l("Sign in to go on."))
    place = network(guest.address)
    worked = challenging.spend(hearing, guest.challenge, guest.answer)
    limits.spend(
        limits.OPEN_COMMENT_WORKED if worked else limits.OPEN_COMMENT,
        f"address:{place}|hearing:{hearing.key}",
    )


def network(address: str) -> str:
    """What the limits take for one place: an IPv4 address, or the /64 that one IPv6 line has."""
    try:
        found = ip_address(address)
    except (ValueError, AddressValueError):
        return address
    if isinstance(found, IPv6Address):
        mapped = found.ipv4_mapped
        return str(mapped) if mapped else found.exploded[:19]
    return str(found)
