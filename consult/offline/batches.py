"""The desk of batches: a table of contributions, or a ZIP file of scans, looked over and entered."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template

from commons import limits
from commons.access import Permission, current_actor, requires
from commons.acting import attempt
from commons.errors import Refusal
from commons.i18n import _, _l
from consult import words
from consult.desk.acting import done
from consult.models import Hearing
from consult.offline import queries, services
from consult.offline.forms import BatchForm
from consult.offline.models import Batch, Sort
from consult.pages import at_desk

blueprint = Blueprint("hearing_batches", __name__)
_ZIP = b"PK\x03\x04"


@blueprint.post("/desk/hearings/<slug>/offline/batches")
@requires(Permission.HEARING_PREPARE, writes=True)
def upload(slug: str) -> Any:
    """Read a batch; a table is looked over first, scans wait to be typed in."""
    hearing, form = at_desk(slug), BatchForm()
    limits.spend(limits.IMPORT, f"account:{current_actor().account_id}")
    made: list[Batch] = []

    def act() -> None:
        name, data = form.file.data.filename or "", form.file.data.read()
        put = services.upload_scans if data.startswith(_ZIP) else services.upload_lines
        made.append(put(current_actor(), hearing, name=name, data=data))

    def again() -> str:
        return render_template("offline/upload.html", hearing=hearing, form=form)

    refused = attempt(form, act, again)
    if refused:
        return refused
    if made[0].sort is Sort.SCANS:
        return done(hearing, _("The scans wait to be typed in."), "/offline")
    return done(
        hearing, _("Look the lines over, then enter them."), f"/offline/batches/{made[0].id}"
    )


@blueprint.get("/desk/hearings/<slug>/offline/batches/<int:number>")
@requires(Permission.HEARING_PREPARE)
def preview(slug: str, number: int) -> str:
    """Every line, and what is wrong with it."""
    hearing = at_desk(slug)
    batch = _batch(hearing, number)
    return render_template(
        "offline/preview.html",
        hearing=hearing,
        batch=batch,
        bad=[line for line in batch.lines if line["problem"]],
        name=words.name,
    )


@blueprint.post("/desk/hearings/<slug>/offline/batches/<int:number>/enter")
@requires(Permission.HEARING_PREPARE, writes=True)
def enter(slug: str, number: int) -> Any:
    """Enter every line, or none."""
    hearing = at_desk(slug)
    many = services.take_over(current_actor(), hearing, _batch(hearing, number))
    return done(hearing, _("Contributions entered: %(many)s.", many=many), "/offline")


@blueprint.post("/desk/hearings/<slug>/offline/batches/<int:number>/discard")
@requires(Permission.HEARING_PREPARE, writes=True)
def discard(slug: str, number: int) -> Any:
    """Throw a table away."""
    hearing = at_desk(slug)
    services.discard(current_actor(), hearing, _batch(hearing, number))
    return done(hearing, _("The batch is thrown away."), "/offline")


def _batch(hearing: Hearing, number: int) -> Batch:
    found = queries.batch(hearing, number)
    if found is None:
        raise Refusal("not-found", _l("There is no such batch."))
    return found
