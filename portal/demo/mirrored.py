"""Parliament's own system in the demonstration: its key, and what reached it in other ways."""

from __future__ import annotations

import json
from datetime import timedelta

from commons import clock
from commons.agencies import queries as agencies
from commons.ledger import keys
from initiatives.mirror import feeds, pulling, services
from portal.demo import people

MATTERS = (
    ("คำร้อง 41/2569", "คำร้องขอให้ซ่อมสะพานข้ามคลองหลังโรงเรียน", "ชาวบ้านนำมายื่นด้วยตนเอง", 64),
    ("P 57/2569", "Petition on paper: a night clinic for the islands", "Brought by post.", 27),
)
"""Reference, title, words, and how many days ago."""


def announce() -> None:
    """Believe an invented system, for which the demonstration's own key stands in; take its feed."""
    body = agencies.by_slug("parliament")
    assert body is not None
    now = clock.now()
    facts = {
        "v": 1,
        "at": now.isoformat(timespec="seconds"),
        "sender": body.slug,
        "messages": [],
        "matters": [
            {
                "reference": reference,
                "title": title,
                "words": words,
                "address": "",
                "on": (now - timedelta(days=days)).date().isoformat(),
                "state": "ในการพิจารณา / being considered",
            }
            for reference, title, words, days in MATTERS
        ],
    }
    peer = services.register(people.actor("clerk"), body, keys.public_key().hex())
    signature = keys.sign(feeds.signed_bytes(facts)).hex()
    pulling.take_feed(peer, json.dumps({"feed": facts, "signature": signature}).encode())
