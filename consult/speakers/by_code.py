"""What a guest does later: put new words in place of his own by the code of the receipt; reply."""

from __future__ import annotations

from commons import clock
from commons.access import ANONYMOUS
from commons.discussion.editing import Edited
from consult import rules
from consult.models import Hearing
from consult.speakers import opening, taking_back
from consult.speakers.opening import Guest
from consult.speech import services as speech
from consult.speech.services import Rewording


def edit(guest: Guest, hearing: Hearing, number: int, code: str, said: Rewording) -> Edited:
    """Put new words in place of those of a comment of no account; the former stay readable.

    The result holds the new receipt's code, which takes the place of the old one. Refuses outside
    the open time, a wrong code, above the limits of tries and of an address, and what no author
    of an account could write either.
    """
    taking_back.check_code(guest.address, hearing, number, code)
    rules.check_open(hearing, clock.now())
    opening.admit(guest, hearing)
    return speech.reword(ANONYMOUS, hearing, number, said, account_id=None)
