"""What is done with an account: opened at the first sign-in, changed, erased."""

from __future__ import annotations

import re
import secrets
import unicodedata

import sqlalchemy as sa

from commons import clock, db
from commons.access import Assurance
from commons.accounts import queries
from commons.accounts.handles import handle
from commons.accounts.models import Account, LoginSession, RescuedDraft, SecurityEvent
from commons.errors import Refusal
from commons.i18n import _, _l

LONGEST_NAME = 80
_DISGUISED = re.compile(
    r"[\u115f\u1160\u2800\u3164\uffa0]|(?:[\u0300-\u036f\u0e31-\u0e3a\u0e47-\u0e4e]){5}"
)
"""Letters that look like blanks, and marks heaped upon each other."""


def open_account(
    issuer: str,
    subject: str,
    *,
    provider: str,
    assurance: Assurance,
    language: str | None = None,
    display_name: str | None = None,
    is_minor: bool = False,
) -> Account:
    """The account of this subject, opened now if it is the first time.

    Refuses an empty subject; the subject itself is not kept.
    """
    if not issuer or not subject:
        raise Refusal("identity-incomplete", _l("The provider did not say who you are."))
    known = handle(issuer, subject)
    values = {
        "handle": known,
        "provider": provider,
        "assurance": assurance.value,
        "display_name": display_name or pseudonym(),
        "language": language,
        "is_minor": is_minor,
        "created_at": clock.now(),
    }
    db.insert_once(Account, values, conflict=["handle"])
    account = queries.by_handle(known)
    if account is None or account.is_erased:
        raise Refusal("account-erased", _l("This account has been erased."))
    account.assurance = assurance.value
    account.is_minor = is_minor
    db.session().flush()
    return account


def pseudonym() -> str:
    """A display name that says nothing about the person, until another is chosen."""
    return str(_("Citizen %(number)s", number=10_000 + secrets.randbelow(90_000)))


def rename(account: Account, display_name: str) -> None:
    """Choose the name that others see; refuses an empty, too long or disguised one."""
    chosen = " ".join(display_name.split())
    if _DISGUISED.search(chosen) or any(unicodedata.category(c)[0] == "C" for c in chosen):
        raise Refusal(
            "bad-name",
            _l("Write a name without invisible signs, and without signs that turn the line."),
            field="display_name",
        )
    if not chosen or len(chosen) > LONGEST_NAME:
        raise Refusal(
            "bad-name",
            _l("Write a name of at most %(most)s characters.", most=LONGEST_NAME),
            field="display_name",
        )
    account.display_name = chosen
    db.session().flush()


def choose_language(account: Account, language: str | None) -> None:
    """Set the language of letters and pages."""
    account.language = language
    db.session().flush()


def erase(account: Account) -> None:
    """Erase everything that says whose account this was; its public words stay without a name.

    The row remains as the author of what was said in public (GDPR art. 17(3)), under a handle
    that no sign-in can meet again: whoever comes back gets a new account.
    """
    own = db.session()
    for table in (LoginSession, RescuedDraft):
        own.execute(sa.delete(table).where(table.account_id == account.id))
    own.execute(
        sa.update(SecurityEvent)
        .where(SecurityEvent.account_id == account.id)
        .values(account_id=None, network="")
    )
    account.handle = f"erased-{secrets.token_hex(24)}"
    account.display_name = ""
    account.email = None
    account.email_confirmed_at = None
    account.language = None
    account.erased_at = clock.now()
    own.flush()
