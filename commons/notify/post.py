"""The post office: SMTP in production, a mail sink in demonstrations and tests."""

from __future__ import annotations

import json
import smtplib
import ssl
from email.message import EmailMessage
from typing import Any
from urllib.parse import unquote, urlsplit

from commons import clock, config, db, jobs
from commons.notify.models import LetterRow


@jobs.handler("mail.send")
def hand_over(payload: dict[str, Any]) -> None:
    """Hand one letter to the mail server, with the same Message-ID however often it is tried."""
    letter = db.session().get(LetterRow, payload["letter"])
    if letter is None or letter.handed_over_at is not None:
        return
    message = compose(letter)
    if config.current().mail_url:
        _smtp(message)
    else:
        _sink(message, letter)
    letter.handed_over_at = clock.now()
    letter.attempts += 1


def compose(letter: LetterRow) -> EmailMessage:
    """The letter as a message, with one-click unsubscribe (RFC 8058) where it has one."""
    message = EmailMessage()
    message["From"] = config.current().mail_from
    message["To"] = letter.address
    message["Subject"] = letter.subject
    message["Message-ID"] = letter.message_id
    message["Content-Language"] = letter.language
    message["Auto-Submitted"] = "auto-generated"
    if letter.unsubscribe:
        message["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.text)
    return message


def _smtp(message: EmailMessage) -> None:
    url = urlsplit(config.current().mail_url)
    host, port = url.hostname or "localhost", url.port or (465 if url.scheme == "smtps" else 587)
    opener: Any = smtplib.SMTP_SSL if url.scheme == "smtps" else smtplib.SMTP
    with opener(host, port, timeout=20) as server:
        if url.scheme == "smtp+tls":
            server.starttls(context=ssl.create_default_context())
        if url.username:
            server.login(unquote(url.username), unquote(url.password or ""))
        server.send_message(message)


def _sink(message: EmailMessage, letter: LetterRow) -> None:
    folder = config.current().mail_dir
    folder.mkdir(parents=True, exist_ok=True)
    kept = {
        "to": letter.address,
        "subject": letter.subject,
        "text": letter.text,
        "html": None,
        "headers": {name: str(value) for name, value in message.items()},
        "sent_at": clock.now().isoformat(),
    }
    name = f"{letter.id:010d}.json"
    scratch = folder / f".{name}"
    scratch.write_text(json.dumps(kept, ensure_ascii=False))
    scratch.replace(folder / name)


def sunk() -> list[dict[str, Any]]:
    """The letters in the mail sink, oldest first."""
    folder = config.current().mail_dir
    return [json.loads(p.read_text()) for p in sorted(folder.glob("[0-9]*.json"))]


def empty_sink() -> None:
    """Throw away the letters in the mail sink."""
    for path in config.current().mail_dir.glob("*.json"):
        path.unlink(missing_ok=True)
