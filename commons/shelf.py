"""What is alike for all who ask at this moment: made once, and shown again while nothing has changed.

A thing on the shelf bears the mark of the database (`commons.unchanged`) and the law's second: the
first commit of whatever act, and the next second of the clock, make it anew. Nothing personal may
lie here: a key names everything else on which the thing depends.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from flask import Flask, current_app, g, request, session
from markupsafe import Markup

from commons import clock, unchanged
from commons.access import current_actor
from commons.i18n import language

Thing = TypeVar("Thing")
Key = tuple[Hashable, ...]
MOST = 400
"""So many things are kept in a process, the last used ones; a page has some 100 KB."""
_NAME = "shelves"
_TOKEN = "csrf_token"  # noqa: S105  # the name of a field, not a secret
PATIENCE = 2.0
"""So many seconds one waits for somebody else who makes the same thing; then one makes it oneself."""
_SAYS_NOTHING = {_TOKEN, "_fresh"}
"""What the form's cookie may hold without being shown on any page."""


@dataclass
class Shelf:
    """Things by key, each with what it was true for; the longest unused goes first."""

    most: int = MOST
    things: OrderedDict[Key, tuple[Hashable, Any]] = field(default_factory=OrderedDict)
    makers: dict[tuple[Key, Hashable], threading.Event] = field(default_factory=dict)
    guard: threading.Lock = field(default_factory=threading.Lock)

    def take(self, key: Key, state: Hashable, make: Callable[[], Thing]) -> Thing:
        """The thing under this key that was made in this very state, or a new one.

        Where somebody is making it already, that is waited for: many ask at once when it changed.
        """
        held, other = self._held(key, state), None
        if held is None:
            other = self._claim((key, state))
            if other is not None:
                other.wait(PATIENCE)
                held = self._held(key, state)
        if held is not None:
            thing: Thing = held[1]
            return thing
        try:
            made = make()
            self._put(key, (state, made))
        finally:
            if other is None:
                self.makers.pop((key, state)).set()
        return made

    def _held(self, key: Key, state: Hashable) -> tuple[Hashable, Any] | None:
        with self.guard:
            held = self.things.get(key)
            if held is None or held[0] != state:
                return None
            self.things.move_to_end(key)
            return held

    def _claim(self, what: tuple[Key, Hashable]) -> threading.Event | None:
        """Who makes it already; None where the asker is the first, and makes it now."""
        with self.guard:
            maker = self.makers.get(what)
            if maker is None:
                self.makers[what] = threading.Event()
            return maker

    def _put(self, key: Key, thing: tuple[Hashable, Any]) -> None:
        with self.guard:
            self.things[key] = thing
            self.things.move_to_end(key)
            while len(self.things) > self.most:
                self.things.popitem(last=False)


def named(name: str, most: int = MOST) -> Shelf:
    """A shelf of this process by its name."""
    shelves: dict[str, Shelf] = current_app.extensions.setdefault(_NAME, {})
    return shelves.setdefault(name, Shelf(most))


def clear(app: Flask) -> None:
    """Forget everything; for tests and measurements that change the database under the house."""
    app.extensions.pop(_NAME, None)


def kept(key: Key, make: Callable[[], Thing]) -> Thing:
    """What `make` gives, alike for everybody; in a transaction that writes it is always made."""
    now = unchanged.mark()
    if now is None:
        return make()
    state = (now.state, int(clock.now().timestamp()))
    return named("parts").take((now.where, language(), *key), state, make)


def part(key: Key, make: Callable[[], str]) -> Markup:
    """A part of a page that is alike for everybody but the token of its forms."""
    return together(kept(key, lambda: apart(make())))


def page(make: Callable[[], Any]) -> Any:
    """A whole page as a visitor sees it at this address.

    Whoever has signed in, is to be told something, or brings back what was written gets his own.
    """
    is_plain = (
        request.method == "GET" and not g.get("draft_fields") and set(session) <= _SAYS_NOTHING
    )
    if current_actor().is_authenticated or not is_plain:
        return make()
    answer: list[Any] = []

    def made() -> tuple[str, ...] | None:
        answer.append(make())
        return apart(answer[0]) if isinstance(answer[0], str) else None

    pieces = kept(("page", request.host, request.full_path), made)
    if answer:
        return answer[0]
    return make() if pieces is None else str(together(pieces))


def apart(written: str) -> tuple[str, ...]:
    """What was written, cut where the reader's token stands."""
    token = g.get(_TOKEN)
    return tuple(str(written).split(token)) if token else (str(written),)


def together(pieces: tuple[str, ...]) -> Markup:
    """What was cut, with this reader's token."""
    if len(pieces) == 1:
        return Markup(pieces[0])  # noqa: S704  # templates of ours wrote it, and they escape
    write: Any = current_app.jinja_env.globals[_TOKEN]
    token: str = write()
    return Markup(token.join(pieces))  # noqa: S704  # as above; a token is letters
