"""Following, and sending letters: composed in the act's transaction, handed over after it."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa

from commons import clock, config, db, jobs
from commons.accounts.models import Account
from commons.errors import Refusal
from commons.i18n import _l
from commons.notify.models import Follow, LetterRow


@dataclass(frozen=True)
class Letter:
    """A letter as data: composing it needs no mail server."""

    subject: str
    text: str
    language: str


@dataclass(frozen=True)
class Recipient:
    """Whom a letter goes to: `key` is unique for the person or body, never an e-mail address."""

    key: str
    address: str = field(repr=False)
    language: str = "en"


Compose = Callable[[str], Letter]


def send(
    event: str, recipient: Recipient, letter: Letter, *, unsubscribe: str | None = None
) -> bool:
    """Compose a letter unless this recipient already has one of this event; whether it was new."""
    if not recipient.address:
        return False
    values = {
        "event": event,
        "recipient": recipient.key,
        "address": recipient.address,
        "language": letter.language,
        "subject": " ".join(letter.subject.split()),
        "text": letter.text,
        "unsubscribe": unsubscribe,
        "message_id": _message_id(event, recipient.key),
        "composed_at": clock.now(),
        "attempts": 0,
    }
    row = db.insert_once(LetterRow, values, conflict=["event", "recipient"])
    if row is None:
        return False
    jobs.later("mail.send", key=str(row), payload={"letter": row})
    return True


def follow(account_id: int, kind: str, key: str) -> None:
    """Let an account follow a thing; following twice is following once."""
    values = {"account_id": account_id, "kind": kind, "key": key, "since": clock.now()}
    db.insert_once(Follow, values, conflict=["account_id", "kind", "key"])


def unfollow(account_id: int, kind: str, key: str) -> None:
    """End a follow; ending it twice changes nothing."""
    db.session().execute(
        sa.delete(Follow).where(
            Follow.account_id == account_id, Follow.kind == kind, Follow.key == key
        )
    )


def follows(account_id: int | None, kind: str, key: str) -> bool:
    """Whether an account follows this thing."""
    if account_id is None:
        return False
    statement = sa.select(Follow.id).where(
        Follow.account_id == account_id, Follow.kind == kind, Follow.key == key
    )
    return db.session().scalar(statement) is not None


def followed_by(account_id: int) -> list[tuple[str, str, datetime]]:
    """What an account follows: kind, key and since when, latest first."""
    wanted = sa.select(Follow.kind, Follow.key, Follow.since).where(Follow.account_id == account_id)
    return [(k, key, at) for k, key, at in db.session().execute(wanted.order_by(Follow.id.desc()))]


def tell_followers(event: str, kind: str, key: str, compose: Compose) -> int:
    """Compose a letter to each follower with a confirmed address; gives how many were new."""
    rows = db.session().execute(
        sa.select(Follow.id, Account.id, Account.email, Account.language)
        .join(Account, Account.id == Follow.account_id)
        .where(Follow.kind == kind, Follow.key == key, Account.email_confirmed_at.is_not(None))
    )
    told = 0
    for follow_id, account_id, address, tongue in rows.all():
        recipient = Recipient(f"account:{account_id}", address, tongue or "en")
        link = unsubscribe_address(follow_id)
        told += send(event, recipient, compose(recipient.language), unsubscribe=link)
    return told


def unsubscribe_address(follow_id: int) -> str:
    """The one-click address (RFC 8058) that ends a follow without signing in."""
    return f"{config.current().base_url}/unsubscribe/{follow_id}/{_seal(follow_id)}"


def unsubscribe(follow_id: int, seal: str) -> None:
    """End a follow by its one-click address; refuses a wrong seal."""
    if not hmac.compare_digest(_seal(follow_id).encode(), seal.encode()):
        raise Refusal("not-found", _l("This address does not exist."))
    db.session().execute(sa.delete(Follow).where(Follow.id == follow_id))


def _seal(follow_id: int) -> str:
    secret = config.current().secret_key.encode()
    return hmac.new(secret, f"unsubscribe|{follow_id}".encode(), hashlib.sha256).hexdigest()[:32]


def _message_id(event: str, key: str) -> str:
    host = config.current().base_url.split("//", 1)[-1].split("/", 1)[0].split(":", 1)[0]
    return f"<{hashlib.sha256(f'{event}|{key}'.encode()).hexdigest()[:32]}@{host}>"
