"""What a citizen signs with an ID-card program: the declaration, the text, and the sheet itself; pure.

The declaration binds the signature to one sheet and to one challenge, and can be made again from
what was stored when it was asked for. Its sentences are fixed: whoever checks later needs the bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from signatures._containers import BadContainer

HEADING = "Lex Populi declaration v1"
DECLARATION, TEXT, SHEET = "declaration.txt", "text.txt", "sheet.json"
_SENTENCES = {
    "en": "I declare my support for this initiative. Its full text is in text.txt.",
    "et": "Toetan seda algatust. Selle täistekst on failis text.txt.",
    "th": "ข้าพเจ้าขอแสดงการสนับสนุนข้อริเริ่มนี้ ข้อความฉบับเต็มอยู่ในไฟล์ text.txt",
}
_CHOSEN_LINES = 5
"""Heading, title and sentence come first, with empty lines between; what binds stands below them."""
_CHALLENGE = re.compile(r"^challenge: ([0-9]{1,18})\.([0-9a-f]{64})$", re.MULTILINE)


@dataclass(frozen=True)
class Asked:
    """What stood in the challenge, as it is stored and as the evidence keeps it."""

    number: int
    nonce: str
    language: str
    consented_at: datetime


def files(manifest: bytes, digest: str, asked: Asked) -> dict[str, bytes]:
    """The files to be signed; the same values always give the same bytes."""
    said = json.loads(manifest)
    title = " ".join(str(said["title"]).split())
    lines = [
        HEADING,
        "",
        title,
        _SENTENCES.get(asked.language, _SENTENCES["en"]),
        "",
        f"initiative: {said['subject']}",
        f"rule set: {said['rule_set']}",
        f"sheet: {digest}",
        *([f"continues: {said['continues']}"] if said["continues"] else []),
        f"asked: {asked.consented_at.isoformat(timespec='seconds')}",
        f"challenge: {asked.number}.{asked.nonce}",
        "",
    ]
    text = f"{title}\n\n{said['text']}\n"
    return {
        DECLARATION: "\n".join(lines).encode("utf-8"),
        SHEET: manifest,
        TEXT: text.encode("utf-8"),
    }


def challenge_in(signed: Mapping[str, bytes]) -> tuple[int, str]:
    """Number and nonce of the challenge that was signed; raises BadContainer("other-text")."""
    try:
        said = signed[DECLARATION].decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        raise BadContainer("other-text") from None
    found = _CHALLENGE.findall(said)
    if len(found) != 1:
        raise BadContainer("other-text")
    return int(found[0][0]), found[0][1]


def rule_set_of(declaration: bytes, digest: str, before: Sequence[bytes] = ()) -> str:
    """The rule set that a declaration names; raises BadContainer("other-text") where it names neither
    this sheet nor, as one before its own, this one.

    A declaration names its sheet and the one before. Those still earlier are named by the manifests
    of the sheets between, nearest first, each of which must have the digest that is named so far.
    The title, which an author chooses, names nothing.
    """
    said = declaration.decode("utf-8", "replace").split("\n")[_CHOSEN_LINES:]
    rule_sets = _named(said, "rule set")
    sheets = {*_named(said, "sheet"), *_named(said, "continues")}
    for manifest in before:
        if hashlib.sha256(manifest).hexdigest() in sheets:
            sheets.add(str(json.loads(manifest)["continues"]))
    if digest not in sheets or len(rule_sets) != 1:
        raise BadContainer("other-text")
    return rule_sets[0].partition("@")[0]


def _named(lines: Sequence[str], what: str) -> list[str]:
    return [line.partition(": ")[2] for line in lines if line.startswith(f"{what}: ")]
