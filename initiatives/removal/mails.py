"""The letters of removals, to those who carry the initiative."""

from __future__ import annotations

from commons import config
from commons.i18n import _, force_locale
from commons.notify import services as notify
from commons.notify.services import Letter
from initiatives.models import Initiative
from initiatives.removal.models import Removal
from initiatives.removal.rules import GROUNDS


def removed(removal: Removal) -> None:
    """Tell everybody who carries it what was taken down, why, and how to appeal."""

    def compose(language: str) -> Letter:
        x = removal.initiative
        with force_locale(language):
            subject = _("Your initiative was taken down: %(title)s", title=x.title)
            text = _(
                "Two persons of the receiving body took it out of public view. Ground: %(ground)s.\n\n"
                "%(reason)s\n\nYou can appeal within thirty days; somebody outside the body decides.",
                ground=GROUNDS[removal.ground],
                reason=removal.reason,
            )
        return _letter(x, subject, text, language)

    _tell(removal, "removed", compose)


def settled(removal: Removal) -> None:
    """Tell them how the appeal ended, or that it was put back."""

    def compose(language: str) -> Letter:
        x = removal.initiative
        with force_locale(language):
            subject = (
                _("Your initiative is public again: %(title)s", title=x.title)
                if removal.is_lifted
                else _("The removal of your initiative stands: %(title)s", title=x.title)
            )
        return _letter(x, subject, removal.answer, language)

    _tell(removal, "settled", compose)


def _letter(x: Initiative, subject: str, text: str, language: str) -> Letter:
    address = f"{config.current().base_url}{x.path}/removal"
    return Letter(subject, f"{text}\n\n{address}", language)


def _tell(removal: Removal, word: str, compose: notify.Compose) -> None:
    for member in removal.initiative.members:
        notify.tell_account(f"initiative:removal:{removal.id}:{word}", member.account_id, compose)
