"""Aids of demonstrations and tests: the clock, the mail sink, running what is due."""

from __future__ import annotations

import ipaddress
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, jsonify, render_template, request

from commons import clock, config, jobs
from commons.access import Permission, requires
from commons.errors import Refusal
from commons.i18n import _l
from commons.identity import devproxy
from commons.law.calendar import add
from commons.law.periods import Period
from commons.notify import post
from portal.demo import cards
from portal.demo.cardform import CardForm

LARGEST_FILE = 500_001
blueprint = Blueprint("dev", __name__, url_prefix="/dev")
blueprint.register_blueprint(devproxy.blueprint)


@blueprint.before_request
def near() -> None:
    """The aids answer this machine only, unless the installation opens them."""
    address = ipaddress.ip_address(request.remote_addr or "192.0.2.1")
    if not (address.is_loopback or config.current().open_aids):
        raise Refusal("not-found", _l("This page does not exist."))


@blueprint.get("/clock")
@requires(Permission.ANYONE)
def read_clock() -> Response:
    """What time it is for the law."""
    return jsonify(now=clock.now().isoformat(), machine=clock.machine_now().isoformat())


@blueprint.put("/clock")
@requires(Permission.ANYONE)
def set_clock() -> Response:
    """Stand still at `now`, run at an `offset` (ISO 8601 duration), or `{}` for real time."""
    said = request.get_json(force=True, silent=True)
    if not isinstance(said, dict):
        raise Refusal("bad-clock", _l("The clock wants a JSON object."))
    path = config.current().clock_file
    assert path is not None
    try:
        if "now" in said:
            instant = datetime.fromisoformat(str(said["now"]))
            if instant.tzinfo is None:
                raise ValueError("zone")
            clock.set_to(path, still=instant)
        elif "offset" in said:
            now = clock.machine_now()
            then = add(now, Period.parse(str(said["offset"])), ZoneInfo("UTC"))
            clock.set_to(path, offset=then - now)
        else:
            clock.set_to(path)
    except (ValueError, OverflowError):
        raise Refusal("bad-clock", _l("The clock wants an ISO 8601 instant or duration.")) from None
    return read_clock()


@blueprint.get("/mail")
@requires(Permission.ANYONE)
def read_mail() -> Response:
    """The letters sent so far."""
    return jsonify(post.sunk())


@blueprint.delete("/mail")
@requires(Permission.ANYONE)
def empty_mail() -> Response:
    """Empty the sink."""
    post.empty_sink()
    return jsonify([])


@blueprint.get("/card")
@requires(Permission.ANYONE)
def card_program() -> str:
    """The practice card program: it signs a downloaded container for an invented person."""
    return render_template("demo/card.html", form=CardForm())


@blueprint.post("/card")
@requires(Permission.ANYONE)
def sign_by_card() -> Any:
    """Sign with a practice card and give the file back."""
    form = CardForm()
    if not form.validate_on_submit():
        return render_template("demo/card.html", form=form), 422
    try:
        signed = cards.sign(form.container.data.read(LARGEST_FILE), form.hint.data or "")
    except Refusal as refusal:
        form.refuse(refusal)
        return render_template("demo/card.html", form=form), 422
    answer = Response(signed, mimetype="application/vnd.etsi.asic-e+zip")
    answer.headers["Content-Disposition"] = 'attachment; filename="signed.asice"'
    return answer


@blueprint.post("/run-due")
@requires(Permission.ANYONE)
def run_due() -> Response:
    """Run what is due now; answers when it is done."""
    return jsonify(done=jobs.run_due())
