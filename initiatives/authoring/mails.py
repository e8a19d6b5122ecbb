"""The letters of authoring: thanks for a wording, and an offer of the authorship."""

from __future__ import annotations

from commons import config
from commons.i18n import _, force_locale
from commons.notify import services as notify
from commons.notify.services import Letter
from initiatives.models import Initiative


def thank(initiative: Initiative, account_id: int | None, number: int, version: int) -> None:
    """Thank the author of a wording that was taken in, once."""

    def compose(language: str) -> Letter:
        with force_locale(language):
            subject = _("Your wording was taken in: %(title)s", title=initiative.title)
            text = _(
                "Thank you. The initiators took your suggested wording into version %(version)s.",
                version=version,
            )
        address = f"{config.current().base_url}{initiative.path}/versions/{version}"
        return Letter(subject, f"{text}\n\n{address}", language)

    notify.tell_account(f"initiative:{initiative.id}:taken:{number}", account_id, compose)


def offer(initiative: Initiative, account_id: int, mark: int) -> None:
    """Tell a person that the authorship is offered, once for each offer."""

    def compose(language: str) -> Letter:
        with force_locale(language):
            subject = _("You are asked to become the author: %(title)s", title=initiative.title)
            text = _("The author offers you the initiative. It becomes yours only if you accept.")
        address = f"{config.current().base_url}{initiative.path}/people"
        return Letter(subject, f"{text}\n\n{address}", language)

    notify.tell_account(f"initiative:{initiative.id}:offer:{mark}", account_id, compose)
