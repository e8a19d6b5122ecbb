"""The letter with the link; its address is deleted as soon as it was handed over."""

from __future__ import annotations

from commons import config
from commons.i18n import _, force_locale
from commons.notify.services import Letter, Recipient, forget_sent, send
from initiatives.models import Initiative
from signatures import byemail

EVENT = "email-support:"


def ask(initiative: Initiative, asked: byemail.Asked, address: str, language: str) -> None:
    """Write to an address; nothing goes where it has had its letters."""
    if not asked.secret:
        return
    link = f"{config.current().base_url}/signing/email/{asked.secret}"
    with force_locale(language):
        letter = Letter(
            _("Your support by e-mail: %(title)s", title=initiative.title),
            _(
                "Somebody, probably you, wants to support “%(title)s” with this address.\n\n"
                "Open this page; there you confirm it, or take back what you had confirmed:\n"
                "%(link)s\n\n"
                "Support by e-mail is not verified and counts apart from signatures. If it was "
                "not you, do nothing: without your confirmation nothing counts.",
                title=initiative.title,
                link=link,
            ),
            language,
        )
    event = f"{EVENT}{asked.number}:{asked.letter}"
    send(event, Recipient(f"email-support:{asked.number}", address, language), letter)


def forget() -> None:
    """Delete every such letter that was handed over, its address with it."""
    forget_sent(EVENT)
