"""The public book of an initiative, its files, what its initiators add, and their new representative."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlsplit

from flask import Blueprint, Response, flash, redirect, render_template, request

from commons import clock, config, files
from commons.access import Permission, current_actor, requires
from commons.acting import attempt
from commons.agencies import queries as agencies
from commons.errors import Refusal
from commons.i18n import _, _l
from commons.law import queries as law
from initiatives import policies
from initiatives import rules as initiative_rules
from initiatives.models import Initiative
from initiatives.passage import forms, labels, queries, replacing, rules, services
from initiatives.passage.states import EntryKind
from initiatives.views import visible

blueprint = Blueprint("passage", __name__)


@blueprint.get("/initiatives/<slug>/book")
@requires(Permission.ANYONE)
def book(slug: str) -> str:
    """Letters, documents, sittings, answers, debates and news, the newest first."""
    return _page(visible(slug))


@blueprint.post("/initiatives/<slug>/book")
@requires(Permission.ACCOUNT_OWN, writes=True)
def add(slug: str) -> Any:
    """Let those who carry it add a report in the media or news."""
    initiative = visible(slug)
    known = queries.entries(initiative.id)
    form = forms.entry_form(known, official=False)

    def act() -> None:
        kind = EntryKind(str(form.kind.data))
        services.enter(initiative, current_actor(), kind, form.said())

    again = attempt(form, act, lambda: _page(initiative, entry=form))
    if again:
        return again
    flash(_("The entry is public."), "success")
    return redirect(f"{initiative.path}/book", 303)


@blueprint.get("/initiatives/<slug>/book/<int:number>")
@requires(Permission.ANYONE)
def download(slug: str, number: int) -> Any:
    """The file of an entry, to be kept and never run by a browser."""
    entry = queries.entry(visible(slug).id, number)
    if entry.digest is None:
        raise Refusal("not-found", _l("There is no such entry."))
    host = config.current().files_url.rstrip("/")
    if host and urlsplit(host).netloc != request.host:
        return redirect(f"{host}{request.path}", 302)
    answer = Response(files.read(entry.digest), mimetype=entry.file_type)
    name = quote(entry.file_name or "document")
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    answer.headers["Content-Security-Policy"] = files.SANDBOX
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


@blueprint.post("/initiatives/<slug>/representative")
@requires(Permission.ACCOUNT_OWN, writes=True)
def back(slug: str) -> Any:
    """Give one's voice for another representative."""
    initiative = visible(slug)
    form = forms.back_form(initiative)

    def act() -> None:
        chosen = next((m for m in initiative.members if str(m.id) == form.candidate.data), None)
        if chosen is None:
            raise Refusal("bad-form", _l("Choose a person."), field="candidate")
        replacing.back(initiative, current_actor(), chosen)

    again = attempt(form, act, lambda: _page(initiative, backing=form))
    if again:
        return again
    flash(_("Your voice is taken down."), "success")
    return redirect(f"{initiative.path}/book", 303)


def _page(initiative: Initiative, **shown: Any) -> str:
    known, actor = queries.entries(initiative.id), current_actor()
    empty = {
        "entry": forms.entry_form(known, official=False, formdata=None),
        "backing": forms.back_form(initiative, formdata=None),
    }
    return render_template(
        "initiatives/passage/book.html",
        x=initiative,
        entries=known,
        destinations=queries.destinations(initiative.id),
        may_add=services.may_enter(actor, initiative, EntryKind.NEWS),
        may_back=policies.is_member(actor, initiative) and _is_inactive(initiative),
        labels=labels,
        body_of=agencies.by_id,
        now=clock.now(),
        zone=law.by_key(initiative.rule_set_id).zone,
        **{**empty, **shown},
    )


def _is_inactive(initiative: Initiative) -> bool:
    standing, rule_set = (
        initiative_rules.state(initiative, clock.now()),
        law.by_key(initiative.rule_set_id),
    )
    since = rules.waits_since(initiative, standing)
    return since is not None and clock.now() >= since + rules.grace(rule_set)
