"""The timers of support by e-mail: addresses of sent letters go at once, unconfirmed ones in time."""

from __future__ import annotations

from datetime import timedelta

from commons import jobs
from initiatives.byemail import mails
from signatures import byemail


@jobs.periodic("byemail.forget", every=timedelta(minutes=1))
def forget_addresses() -> None:
    """Delete the letters that were handed over."""
    mails.forget()


@jobs.periodic("byemail.sweep", every=timedelta(hours=6))
def sweep() -> None:
    """Forget who confirmed nothing, and write the final numbers of sealed sheets into the record."""
    byemail.sweep()
    byemail.note_counts()
