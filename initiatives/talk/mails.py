"""The letter of the discussion: somebody replied to one's comment."""

from __future__ import annotations

from commons import config
from commons.i18n import _, force_locale
from commons.notify import services as notify
from commons.notify.services import Letter
from initiatives.models import Initiative


def replied(initiative: Initiative, account_id: int | None, above: int, number: int) -> None:
    """Tell the author of a comment that there is a reply, once for each."""

    def compose(language: str) -> Letter:
        with force_locale(language):
            subject = _("A reply to your comment: %(title)s", title=initiative.title)
            text = _("Somebody replied to what you said of this initiative.")
        address = f"{config.current().base_url}{initiative.path}/comments/{above}#comment-{number}"
        return Letter(subject, f"{text}\n\n{address}", language)

    notify.tell_account(f"initiative:{initiative.id}:reply:{number}", account_id, compose)
