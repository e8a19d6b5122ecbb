"""The letters of this room, as data: an author is told that his name was opened to the agency."""

from __future__ import annotations

from commons.i18n import _, force_locale
from commons.notify.services import Letter
from consult.mails import Compose, address
from consult.models import Hearing
from consult.speakers.models import Reveal
from consult.speakers.words import ground_words


def revealed(hearing: Hearing, reveal: Reveal) -> Compose:
    """Your withheld name was opened to the agency: on what ground, and what you can do."""

    def compose(tongue: str) -> Letter:
        with force_locale(tongue):
            return Letter(
                subject=_(
                    "Your name was opened to the agency: %(title)s", title=hearing.title(tongue)
                ),
                text=_(
                    "You withheld your name from %(agency)s under comment %(number)s on "
                    "“%(title)s”:\n%(address)s\n\n"
                    "Two persons of the agency have now opened it, on this ground: %(ground)s.\n"
                    "The reason they wrote down: %(reason)s\n\n"
                    "The public does not see your name. You may ask the agency for the decision "
                    "and complain to the data protection authority.\n",
                    agency=hearing.agency.name(tongue),
                    number=reveal.number,
                    title=hearing.title(tongue),
                    address=address(f"{hearing.path}/comments/{reveal.number}"),
                    ground=ground_words(reveal.ground),
                    reason=reveal.reason,
                ),
                language=tongue,
            )

    return compose
