"""Work that a browser does while a person writes: issued and signed here, bound to a hearing, spent once.

It is no puzzle: nobody is asked anything. Who brings the work may speak more often from one
address than who does not; who brings none, a spent, a strange or an old one, still speaks.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta

import sqlalchemy as sa

from commons import clock, config, db
from consult.models import Hearing
from consult.speakers.models import SpentChallenge

LIFETIME = timedelta(hours=2)
"""So long may a person write; a page that lay open longer counts as one without script."""
_LONGEST_ANSWER = 20


def issue(hearing: Hearing) -> str:
    """A fresh challenge of this hearing: `key.nonce.second.bits.mac`."""
    said = ".".join(
        (
            hearing.key,
            secrets.token_hex(16),
            str(int(clock.now().timestamp())),
            str(config.current().work_bits),
        )
    )
    return f"{said}.{_mac(said)}"


def spend(hearing: Hearing, challenge: str, answer: str) -> bool:
    """Whether the work was done for this hearing, in time and for the first time; then it is spent.

    The answer is a whole number; SHA-256 of `challenge:answer` begins with so many zero bits.
    """
    if not _is_ours(hearing, challenge) or not _is_answered(challenge, answer):
        return False
    values = {
        "digest": hashlib.sha256(challenge.encode()).hexdigest(),
        "expires_at": clock.now() + LIFETIME,
    }
    return db.insert_once(SpentChallenge, values, conflict=["digest"]) is not None


def forget_old() -> None:
    """Delete spent challenges that have expired; nothing can be bought with them any more."""
    db.session().execute(sa.delete(SpentChallenge).where(SpentChallenge.expires_at <= clock.now()))


def _is_ours(hearing: Hearing, challenge: str) -> bool:
    said, _dot, mac = challenge.rpartition(".")
    if not challenge.isascii() or not hmac.compare_digest(_mac(said), mac):
        return False
    key, _nonce, second, _bits = said.split(".")
    age = clock.now().timestamp() - int(second)
    return key == hearing.key and 0 <= age < LIFETIME.total_seconds()


def _is_answered(challenge: str, answer: str) -> bool:
    if not (answer.isascii() and answer.isdigit() and len(answer) <= _LONGEST_ANSWER):
        return False
    bits = int(challenge.split(".")[3])
    found = hashlib.sha256(f"{challenge}:{answer}".encode()).digest()
    return int.from_bytes(found) >> (256 - bits) == 0


def _mac(said: str) -> str:
    secret = config.current().secret_key.encode()
    return hmac.new(secret, b"work for a comment|" + said.encode(), hashlib.sha256).hexdigest()
