"""The address for news: asked for by a letter, confirmed by its link, and always optional."""

from __future__ import annotations

import hashlib
import hmac

from commons import clock, config, db
from commons.accounts import queries
from commons.accounts.models import Account
from commons.errors import Refusal
from commons.i18n import _, _l, language
from commons.notify.services import Letter, Recipient, send


def set_address(account: Account, address: str | None) -> bool:
    """Take a new address for news, unconfirmed; gives whether a letter asks to confirm it."""
    if address == account.email and (address is None or account.email_confirmed_at is not None):
        return False
    account.email = address
    account.email_confirmed_at = None
    db.session().flush()
    if address is None:
        return False
    seal = _seal(account.id, address)
    asked = f"email-confirm:{seal}:{clock.now().isoformat(timespec='minutes')}"
    letter = Letter(_("Confirm your e-mail address"), _words(account.id, seal), language())
    send(asked, Recipient(f"account:{account.id}", address, language()), letter)
    return True


def confirm(account_id: int, seal: str) -> None:
    """Confirm the address by its link; refuses a wrong one, and one for a former address."""
    account = queries.by_id(account_id)
    if (
        account is None
        or account.email is None
        or not hmac.compare_digest(_seal(account_id, account.email).encode(), seal.encode())
    ):
        raise Refusal("not-found", _l("This link is not valid any more."))
    account.email_confirmed_at = clock.now()
    db.session().flush()


def _words(account_id: int, seal: str) -> str:
    link = f"{config.current().base_url}/me/email/{account_id}/{seal}"
    return _(
        "Somebody, probably you, asked that news from Lex Populi be sent to this address.\n\n"
        "Open this page to confirm it:\n%(link)s\n\n"
        "If it was not you, do nothing: you will get no further letter.",
        link=link,
    )


def _seal(account_id: int, address: str) -> str:
    secret = config.current().secret_key.encode()
    words = f"email|{account_id}|{address}".encode()
    return hmac.new(secret, words, hashlib.sha256).hexdigest()[:32]
