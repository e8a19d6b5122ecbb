"""What goes on record of answers and summaries: the SHA-256 of their canonical form; pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from commons.ledger import canonical
from consult.answering import Answer, Reply, Summary


def of_summary(summary: Summary) -> str:
    """SHA-256 over the fields of a summary."""
    return _digest({"fields": summary.fields})


def of_answer(answer: Answer | Reply) -> str:
    """SHA-256 over what an answer says: disposition, reason, changed section and its version."""
    said = {
        "disposition": answer.disposition.value,
        "reason": answer.reason,
        "section": answer.section,
        "version": answer.version,
    }
    return _digest(said)


def _digest(said: Mapping[str, object]) -> str:
    return hashlib.sha256(canonical.encode(said)).hexdigest()
