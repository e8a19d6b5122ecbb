"""The registrar's desk: take batches, key them apart, seal scans, key a sample anew, print slips."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import segno
from flask import Blueprint, flash, redirect, render_template, request

from commons import config
from commons.access import Permission, current_actor, requires
from commons.agencies import desks
from commons.errors import Refusal
from commons.forms import Form
from commons.i18n import _, _l
from initiatives.models import Initiative
from initiatives.paper import districts, queries, services, words
from initiatives.paper.forms import BatchForm, KeyForm, OfficeRunForm, ScanForm, key_form
from signatures import paper, sheet
from signatures.paper import BatchKind, BatchView, FormPurpose

blueprint = Blueprint("paper_desk_signatures", __name__, url_prefix="/desk/paper")
_ENTER = Permission.PAPER_ENTER

desks.register(
    desks.Queue(
        name="paper",
        title=_l("Signatures on paper"),
        address="/desk/paper",
        permission=_ENTER,
        waiting=queries.waiting,
    )
)


@blueprint.get("")
@requires(_ENTER)
def home() -> str:
    """The initiatives that take paper."""
    found = queries.at_desk(current_actor())
    waits = {x.id: paper.waiting(frozenset({x.sheet_id or 0})) for x in found}
    return render_template("paper/desk.html", initiatives=found, waits=waits)


@blueprint.get("/<slug>")
@requires(_ENTER)
def initiative(slug: str) -> str:
    """One initiative: its batches, and what can be taken or printed."""
    x = queries.one(slug, current_actor())
    return _initiative(x, BatchForm(), _run_form(x))


@blueprint.post("/<slug>/batches")
@requires(_ENTER, writes=True)
def receive(slug: str) -> Any:
    """Take a batch; the answer is its receipt."""
    x, form = queries.one(slug, current_actor()), BatchForm()
    made: list[BatchView] = []

    def act() -> None:
        kind = BatchKind(str(form.kind.data))
        made.append(services.receive(current_actor(), x, form.delivered(), kind))

    again = _attempt(form, act, lambda: _initiative(x, form, _run_form(x, formdata=None)))
    return again or _on(x, f"/batches/{made[0].number}", _("Taken. This page is the receipt."))


@blueprint.post("/<slug>/forms")
@requires(_ENTER, writes=True)
def print_run(slug: str) -> Any:
    """Print a run for the office."""
    x = queries.one(slug, current_actor())
    form = _run_form(x)
    made: list[paper.FormRun] = []

    def act() -> None:
        many, purpose = form.many.data or 0, FormPurpose(str(form.purpose.data))
        region = districts.chosen(form)
        run = services.print_forms(current_actor(), x, many, purpose=purpose, region=region)
        made.append(run)

    again = _attempt(form, act, lambda: _initiative(x, BatchForm(formdata=None), form))
    if again:
        return again
    numbers = made[0].numbers
    return redirect(f"{x.path}/paper/forms/{numbers[0]}?last={numbers[-1]}", 303)


@blueprint.get("/<slug>/batches/<int:number>")
@requires(_ENTER)
def batch(slug: str, number: int) -> str:
    """A batch: its receipt, how far it is, and what this registrar still has to key."""
    x = queries.one(slug, current_actor())
    return _batch(x, queries.batch(x, number), ScanForm())


@blueprint.route("/<slug>/batches/<int:number>/forms/<form>", methods=["GET", "POST"])
@requires(_ENTER, writes=True)
def key(slug: str, number: int, form: str) -> Any:
    """Key one form from the paper."""
    x, actor = queries.one(slug, current_actor()), current_actor()
    found = queries.batch(x, number)
    due = {each.number: each.rows for each in paper.due(found.id, actor)}
    if form not in due:
        raise Refusal("already-keyed", _l("You have nothing to key on this form."))
    keying = _key_form(x, due[form])

    def show() -> str:
        return render_template(
            "paper/key.html",
            x=x,
            batch=found,
            number=form,
            form=keying,
            rows=due[form],
            words=words,
        )

    if request.method == "GET":
        return show()

    def act() -> None:
        read = districts.chosen(keying)
        services.key(actor, x, found, form, keying.keyed(), region=read)

    again = _attempt(keying, act, show)
    return again or _on(x, f"/batches/{number}", _("Taken down."))


@blueprint.post("/<slug>/batches/<int:number>/forms/<form>/scan")
@requires(_ENTER, writes=True)
def scan(slug: str, number: int, form: str) -> Any:
    """Seal the scan of a form."""
    x, sent = queries.one(slug, current_actor()), ScanForm()
    found = queries.batch(x, number)

    def act() -> None:
        data = sent.scan.data.read(paper.LARGEST_SCAN + 1)
        services.seal_scan(current_actor(), x, found, form, data)

    again = _attempt(sent, act, lambda: _batch(x, found, sent))
    return again or _on(x, f"/batches/{number}", _("The scan is sealed to the authority's key."))


@blueprint.get("/<slug>/batches/<int:number>/forms/<form>/<int:row>")
@requires(_ENTER)
def slip(slug: str, number: int, form: str, row: int) -> str:
    """The signed slip for whoever signed at the office, to be printed."""
    x = queries.one(slug, current_actor())
    made = paper.slip(queries.batch(x, number).id, form, row)
    address = config.current().base_url + x.path + "/paper"
    picture = segno.make(address, error="m").svg_data_uri(scale=3, border=2)
    return render_template("paper/slip.html", x=x, slip=made, address=address, picture=picture)


@blueprint.route("/<slug>/recheck/<number>/<int:row>", methods=["GET", "POST"])
@requires(_ENTER, writes=True)
def recheck(slug: str, number: str, row: int) -> Any:
    """Key one row of the sample anew."""
    x, actor = queries.one(slug, current_actor()), current_actor()
    if (number, row) not in paper.recheck_due(x.sheet_id or 0, actor):
        raise Refusal("not-in-sample", _l("This row is not to be keyed anew."))
    keying = _key_form(x, (row,))

    def show() -> str:
        return render_template(
            "paper/key.html", x=x, batch=None, number=number, form=keying, rows=(row,), words=words
        )

    if request.method == "GET":
        return show()

    def act() -> None:
        read = districts.chosen(keying)
        services.recheck(actor, x, number, keying.keyed()[0], region=read)

    again = _attempt(keying, act, show)
    return again or _on(x, "", _("Taken down."))


def _initiative(x: Initiative, batch_form: BatchForm, run_form: OfficeRunForm) -> str:
    sheet_id = x.sheet_id or 0
    return render_template(
        "paper/initiative.html",
        x=x,
        sheet=sheet(sheet_id),
        batches=paper.batches(sheet_id),
        counts=paper.paper_counts(sheet_id),
        due=paper.recheck_due(sheet_id, current_actor()),
        words=words,
        batch_form=batch_form,
        run_form=run_form,
    )


def _batch(x: Initiative, found: BatchView, form: ScanForm) -> str:
    actor = current_actor()
    may = paper.may_key(found.id, actor)
    return render_template(
        "paper/batch.html",
        x=x,
        batch=found,
        due=paper.due(found.id, actor) if may else (),
        scanned=paper.scanned(found.id),
        words=words,
        form=form,
    )


def _key_form(x: Initiative, rows: tuple[int, ...]) -> KeyForm:
    manifest: Mapping[str, Any] = sheet(x.sheet_id or 0).manifest
    asks_day = "date" in manifest["paper"]["fields"]
    offered = districts.offers(x)
    return key_form(manifest["fields"], rows, asks_day=asks_day, offered=offered)


def _run_form(x: Initiative, **said: Any) -> OfficeRunForm:
    return OfficeRunForm(offered=districts.offers(x), **said)


def _attempt(form: Form, act: Callable[[], object], again: Callable[[], str]) -> Any:
    """Do the act; the page again (422) with what was written where a field was refused."""
    if not form.validate_on_submit():
        return again(), 422
    try:
        act()
    except Refusal as refusal:
        if refusal.field is None:
            raise
        form.refuse(refusal)
        return again(), 409 if refusal.code == "form-delivered" else 422
    return None


def _on(x: Initiative, rest: str, sentence: str) -> Any:
    flash(sentence, "success")
    return redirect(f"/desk/paper/{x.slug}{rest}", 303)
