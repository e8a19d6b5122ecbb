"""A draft that is edited by hand while people speak: a second version, an erratum, a translation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from commons.access import Actor
from commons.texts import handwork, importing
from commons.texts import queries as texts
from commons.texts.tree import Tree
from consult.editing import services as editing
from consult.editing.services import Edit, Step
from consult.services import revising
from portal.demo import books

Said = dict[str, Any]


def acts(told: Any, said: Said) -> list[tuple[datetime, Callable[[Any], None]]]:
    """What is done with the draft of `told` (a hearing as it is told), each at its hour."""
    after = told.dates.after_opening
    return [
        (after(said["after"]), lambda h: edit(told.officer, h, said)),
        (after(said["after"] + 0.6), lambda h: mend(told.publisher, h, said["erratum"])),
        (
            after(said["after"] + 1.1),
            lambda h: translate(told.officer, told.publisher, h, said["translation"]),
        ),
    ]


def edit(officer: Actor, hearing: Any, said: Said) -> None:
    """Begin from the version that stands, do what the book says step by step, and publish it.

    What moved or went with it stays undecided: a newcomer finds it on the officer's desk.
    """
    preview = editing.begin(officer, hearing)
    for step in said["steps"]:
        node = handwork.find(texts.whole(preview.id), step["section"])
        named = Step(Edit(step["act"]), node.label or node.eid)
        preview = editing.edit(officer, hearing, preview, named, partial(_do, step=step))
    revising.publish(officer, hearing, preview)


def mend(publisher: Actor, hearing: Any, said: Said) -> None:
    """Put an error of print right."""
    editing.correct(
        publisher,
        hearing,
        said["section"],
        editing.Words(words=said["words"]),
        reason=said["reason"],
        declared=True,
    )


def translate(officer: Actor, publisher: Actor, hearing: Any, name: str) -> None:
    """Bring a translation, which a second person reviews and publishes."""
    parsed = importing.read(name, books.draft(name))
    row = editing.translate(officer, hearing, parsed)
    editing.publish_translation(publisher, hearing, row)


def _do(tree: Tree, *, step: Said) -> Tree:
    acts: dict[str, Callable[[], Tree]] = {
        "change": lambda: _changed(tree, step),
        "insert": lambda: handwork.insert(
            tree, step["section"], number=step["number"], heading="", words=step["words"]
        ),
        "delete": lambda: handwork.delete(tree, step["section"]),
        "renumber": lambda: handwork.renumber(tree, step["section"]),
    }
    return acts[step["act"]]()


def _changed(tree: Tree, step: Said) -> Tree:
    node = handwork.find(tree, step["section"])
    return handwork.change(
        tree, node.eid, number=node.number, heading=node.heading, words=step["words"]
    )
