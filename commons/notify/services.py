"""Following, and sending letters: composed in the act's transaction, handed over after it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa

from commons import clock, config, db, jobs
from commons.errors import Refusal
from commons.i18n import _l
from commons.notify import readers, seals
from commons.notify.models import Follow, LetterRow, News, Pace
from commons.notify.readers import Reader


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
    """Tell each follower once: as news on their page, and by letter at the pace they chose.

    Whoever subscribed by e-mail alone is told once confirmed. Gives how many letters were new or
    wait for a digest; the letter is composed once a language.
    """
    letters: dict[str, Letter] = {}
    told = 0
    for reader in readers.of(kind, key):
        if reader.language not in letters:
            letters[reader.language] = compose(reader.language)
        told += _tell(event, reader, letters[reader.language])
    return told


def tell_account(event: str, account_id: int | None, compose: Compose) -> bool:
    """Tell one account something that concerns it alone; whether a letter was new."""
    reader = readers.account(account_id)
    if reader is None:
        return False
    return _tell(event, reader, compose(reader.language), unsubscribe=False)


def _tell(event: str, reader: Reader, letter: Letter, *, unsubscribe: bool = True) -> bool:
    waits = bool(reader.address) and reader.pace in (Pace.DAILY, Pace.WEEKLY)
    if (waits or reader.account_id is not None) and not _is_news(event, reader, letter, waits):
        return False
    if reader.pace is not Pace.NOW:
        return waits
    recipient = Recipient(reader.key, reader.address, reader.language)
    return send(event, recipient, letter, unsubscribe=reader.unsubscribe if unsubscribe else None)


def _is_news(event: str, reader: Reader, letter: Letter, waits: bool) -> bool:  # noqa: FBT001 - a column
    values = {
        "event": event,
        "recipient": reader.key,
        "account_id": reader.account_id,
        "subscription_id": reader.subscription_id,
        "subject": " ".join(letter.subject.split()),
        "text": letter.text,
        "waits": waits,
        "at": clock.now(),
    }
    return db.insert_once(News, values, conflict=["event", "recipient"]) is not None


def unsubscribe(what: str, number: int, seal: str) -> None:
    """End what a one-click address names; refuses a wrong seal. Ending twice changes nothing."""
    if not seals.is_own(what, number, seal):
        raise Refusal("not-found", _l("This address does not exist."))
    readers.end(what, number)


def _message_id(event: str, key: str) -> str:
    host = config.current().base_url.split("//", 1)[-1].split("/", 1)[0].split(":", 1)[0]
    return f"<{hashlib.sha256(f'{event}|{key}'.encode()).hexdigest()[:32]}@{host}>"


def forget_sent(beginning: str) -> None:
    """Delete the letters of such events that were handed over, their addresses with them."""
    db.session().execute(
        sa.delete(LetterRow).where(
            LetterRow.event.startswith(beginning, autoescape=True),
            LetterRow.handed_over_at.is_not(None),
        )
    )


def forget_events(beginning: str) -> None:
    """Delete the letters of all events whose name begins so: they tie a person to a thing."""
    db.session().execute(
        sa.delete(LetterRow).where(LetterRow.event.startswith(beginning, autoescape=True))
    )
