"""The desk of a preview: its sections in a list, each edited by hand, every step undone at will."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Blueprint, redirect

from commons.access import Permission, current_actor, requires
from commons.acting import attempt
from commons.errors import Refusal
from commons.i18n import _, _l
from commons.texts import handwork, writing
from commons.texts import queries as texts
from commons.texts.models import Version
from commons.texts.tree import BASIC, Kind, Node, Tree
from consult.desk.acting import done
from consult.editing import forms, services, words
from consult.editing.services import Edit, Step
from consult.models import Hearing
from consult.pages import at_desk, within

blueprint = Blueprint("hearing_editing", __name__)
_BUTTONS: dict[str, tuple[Edit, Callable[[Tree, str], Tree]]] = {
    "up": (Edit.UP, handwork.raise_),
    "down": (Edit.DOWN, handwork.lower),
    "merge": (Edit.MERGE, handwork.merge),
    "delete": (Edit.DELETE, handwork.delete),
    "renumber": (Edit.RENUMBER, handwork.renumber),
}


@blueprint.post("/desk/hearings/<slug>/text/begin")
@requires(Permission.HEARING_PREPARE, writes=True)
def begin(slug: str) -> Any:
    """Begin the next version from the newest one, to be edited by hand."""
    hearing = at_desk(slug)
    version = services.begin(current_actor(), hearing)
    return done(hearing, _("Edit the sections, then publish the text."), _path(version))


@blueprint.route("/desk/hearings/<slug>/text/<int:number>/edit", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def show(slug: str, number: int) -> Any:
    """The list of sections; the title may be changed here."""
    hearing = at_desk(slug)
    preview = preview_of(hearing, number)
    form = forms.TitleForm(data={"title": preview.title})

    def page() -> str:
        steps = texts.staged(preview.text_id)
        return within(
            "editing/list.html",
            hearing=hearing,
            preview=preview,
            form=form,
            outline=texts.outline(preview.id),
            steps=[words.said(version.step) for version in steps if version.step],
            may_undo=len(steps) > 1,
        )

    def act() -> None:
        title = form.title.data or ""
        step = Step(Edit.TITLE, title)
        services.edit(
            current_actor(), hearing, preview, step, lambda tree: replace(tree, title=title)
        )

    if not form.is_submitted():
        return page()
    return attempt(form, act, page) or _back(hearing)


@blueprint.route("/desk/hearings/<slug>/text/<int:number>/edit/<eid>", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def change(slug: str, number: int, eid: str) -> Any:
    """One section: its number, heading and words."""
    hearing, preview, node = _node(slug, number, eid)
    form = _node_form(node)
    if not form.is_submitted():
        return _node_page(hearing, preview, node, form=form)

    def act() -> None:
        said = form.said()
        whole = _with(node, said.words)
        _edit(
            hearing,
            preview,
            Step(Edit.CHANGE, node.label or node.eid),
            lambda tree: handwork.change(
                tree, eid, number=said.number, heading=said.heading, words=whole
            ),
        )

    again = attempt(form, act, lambda: _node_page(hearing, preview, node, form=form))
    return again or _back(hearing)


@blueprint.post("/desk/hearings/<slug>/text/<int:number>/edit/<eid>/split")
@requires(Permission.HEARING_PREPARE, writes=True)
def split(slug: str, number: int, eid: str) -> Any:
    """Split a section at a line."""
    hearing, preview, node = _node(slug, number, eid)
    form = forms.SplitForm(lines=writing.as_lines(node).split("\n"))

    def act() -> None:
        line, named = int(form.line.data or 0), form.number.data or ""
        _edit(
            hearing,
            preview,
            Step(Edit.SPLIT, node.label or node.eid),
            lambda tree: handwork.split(
                tree, eid, line=line, number=named, heading=form.heading.data or ""
            ),
        )

    again = attempt(form, act, lambda: _node_page(hearing, preview, node, split=form))
    return again or _back(hearing)


@blueprint.post("/desk/hearings/<slug>/text/<int:number>/edit/<eid>/insert")
@requires(Permission.HEARING_PREPARE, writes=True)
def insert(slug: str, number: int, eid: str) -> Any:
    """Put a new section behind this one."""
    hearing, preview, node = _node(slug, number, eid)
    form = forms.InsertForm()

    def act() -> None:
        said = services.Words(
            form.number.data or "", form.heading.data or "", form.words.data or ""
        )
        _edit(
            hearing,
            preview,
            Step(Edit.INSERT, said.number),
            lambda tree: handwork.insert(
                tree, eid, number=said.number, heading=said.heading, words=said.words or ""
            ),
        )

    again = attempt(form, act, lambda: _node_page(hearing, preview, node, insert=form))
    return again or _back(hearing)


@blueprint.post(
    "/desk/hearings/<slug>/text/<int:number>/edit/<eid>/<any(up,down,merge,delete,renumber):press>"
)
@requires(Permission.HEARING_PREPARE, writes=True)
def press(slug: str, number: int, eid: str, press: str) -> Any:
    """What needs one button only: move, join, delete, count on."""
    hearing, preview, node = _node(slug, number, eid)
    act, does = _BUTTONS[press]
    _edit(hearing, preview, Step(act, node.label or node.eid), lambda tree: does(tree, eid))
    return _back(hearing)


@blueprint.post("/desk/hearings/<slug>/text/<int:number>/undo")
@requires(Permission.HEARING_PREPARE, writes=True)
def undo(slug: str, number: int) -> Any:
    """Take the last step back."""
    hearing = at_desk(slug)
    services.undo(current_actor(), hearing, preview_of(hearing, number))
    return _back(hearing, _("The last step is undone."))


def _node_page(
    hearing: Hearing,
    preview: Version,
    node: Node,
    *,
    form: forms.NodeForm | None = None,
    split: forms.SplitForm | None = None,
    insert: forms.InsertForm | None = None,
) -> str:
    lines = writing.as_lines(node).split("\n")
    return within(
        "editing/node.html",
        hearing=hearing,
        preview=preview,
        node=node,
        form=form or _node_form(node, sent=False),
        split=split or forms.SplitForm(formdata=None, lines=lines),
        insert=insert or forms.InsertForm(formdata=None),
        opened="split" if split else "insert" if insert else "",
        can_split=node.kind in BASIC and len(lines) > 1,
        is_section=node.is_section or node.kind is Kind.SCHEDULE,
    )


def _node_form(node: Node, *, sent: bool = True) -> forms.NodeForm:
    said = {"number": node.number, "heading": node.heading, "words": writing.as_lines(node)}
    more: dict[str, Any] = {} if sent else {"formdata": None}
    return forms.NodeForm(data=said, **more)


def _with(node: Node, said: str | None) -> str | None:
    """The words when they were changed: what is left as it is keeps its structure."""
    plain = "\n".join(line.strip() for line in (said or "").split("\n") if line.strip())
    return None if plain == writing.as_lines(node) else plain


def _edit(hearing: Hearing, preview: Version, step: Step, do: Callable[[Tree], Tree]) -> None:
    services.edit(current_actor(), hearing, preview, step, do)


def _node(slug: str, number: int, eid: str) -> tuple[Hearing, Version, Node]:
    hearing = at_desk(slug)
    preview = preview_of(hearing, number)
    return hearing, preview, handwork.find(texts.whole(preview.id), eid)


def preview_of(hearing: Hearing, number: int) -> Version:
    """The preview of this number; refuses where there is none (version-not-found)."""
    for version in texts.staged(hearing.text_id or 0):
        if version.id == number:
            return version
    raise Refusal("version-not-found", _l("There is no such version of this text."))


def _back(hearing: Hearing, sentence: str = "") -> Any:
    newest = texts.staged(hearing.text_id or 0)[-1]
    if sentence:
        return done(hearing, sentence, _path(newest))
    return redirect(f"/desk/hearings/{hearing.slug}{_path(newest)}", 303)


def _path(version: Version) -> str:
    return f"/text/{version.id}/edit"
