"""The letter of a carry-over: where your comments stand in the new version, decided by a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commons.i18n import _, force_locale
from commons.notify.services import Letter
from consult import mails
from consult.models import Hearing


@dataclass(frozen=True)
class Way:
    """A comment's number, the section on which it was made, and where it stands now."""

    number: int
    old: str
    new: str | None


@dataclass(frozen=True)
class Labels:
    """What the sections of both versions are called, by eId."""

    old: Mapping[str, str]
    new: Mapping[str, str]


def carried(hearing: Hearing, version: int, ways: Sequence[Way], labels: Labels) -> mails.Compose:
    """Your comments after a new version: which section each belongs to now, or that it has none."""

    def compose(tongue: str) -> Letter:
        with force_locale(tongue):
            said = "\n".join(_line(way, labels) for way in ways)
            words = _(
                "In version %(version)s of the draft some sections were moved or left out. An "
                "officer has looked at what you wrote:\n\n%(lines)s\n\nYour words stay readable as "
                "you wrote them. What was decided, and when:\n%(address)s",
                version=version,
                lines=said,
                address=mails.address(f"{hearing.path}/carry-over/{version}"),
            )
            title = hearing.title(tongue)
            subject = _("Your comments after a new version: %(title)s", title=title)
            head = f"{title}\n{hearing.agency.name(tongue)}"
            return Letter(subject=subject, text=f"{head}\n\n{words}\n", language=tongue)

    return compose


def _line(way: Way, labels: Labels) -> str:
    old = labels.old.get(way.old) or way.old
    if way.new is None:
        return _(
            "Comment %(number)s on “%(old)s”: the new version has no such section.",
            number=way.number,
            old=old,
        )
    new = labels.new.get(way.new) or way.new
    return _(
        "Comment %(number)s on “%(old)s” now stands at “%(new)s”.",
        number=way.number,
        old=old,
        new=new,
    )
