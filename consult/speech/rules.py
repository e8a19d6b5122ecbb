"""What a suggested wording does to its section, told by the redline: it adds, replaces or deletes."""

from __future__ import annotations

from dataclasses import replace

from commons.discussion.models import Change, Stance
from commons.discussion.services import Statement
from commons.texts import redline


def settle(said: Statement, plain: str | None) -> Statement:
    """The statement with its suggested wording and what that does; `plain` is its section's words.

    Only "change it" takes a wording. Words left as they are suggest nothing; `change` as DELETE on
    arrival asks for the whole section to go.
    """
    if said.stance is not Stance.CHANGE or plain is None:
        return replace(said, suggestion=None, change=None)
    if said.change is Change.DELETE:
        return replace(said, suggestion=None)
    if not said.suggestion or said.suggestion == plain.strip():
        return replace(said, suggestion=None, change=None)
    return replace(said, change=kind_of(plain, said.suggestion))


def kind_of(plain: str, wording: str) -> Change:
    """What a wording does: both adding and removing is replacing."""
    steps = {piece.op for piece in redline.compare(plain, wording) if piece.words.strip()}
    if steps >= {"added", "removed"}:
        return Change.REPLACE
    return Change.DELETE if "removed" in steps else Change.ADD
