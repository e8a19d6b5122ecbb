"""The public log for people: its heads, its entries, the proof of each, and how to check it all."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)

import signatures
from commons import clock, record
from commons.access import Permission, requires
from commons.api import decode_cursor, encode_cursor
from commons.errors import Refusal
from commons.i18n import _l
from commons.ledger import keys, proofs, sequencing, trees, witnesses
from commons.ledger.jobs import MERGE_DELAY
from commons.ledger.models import Head, Leaf, Tree
from portal import integrity, protection
from portal.health import CHECKS

blueprint = Blueprint("ledger", __name__)
HEADS, ENTRIES = 5, 25


@dataclass(frozen=True)
class Shown:
    """One leaf as the page shows it."""

    leaf: Leaf
    entry: dict[str, Any]


@blueprint.get("/ledger")
@requires(Permission.ANYONE)
def overview() -> str:
    """Newest heads, newest entries, how to check."""
    main = trees.find(trees.MAIN)
    shown, following = _page(main)
    newest = trees.newest_heads(main, limit=HEADS) if main else []
    return render_template(
        "ledger/overview.html",
        heads=newest,
        entries=shown,
        following=following,
        operator_key=keys.public_key().hex(),
        checked=integrity.newest(),
        policy=witnesses.policy(),
        seen=witnesses.seen(),
        cosigned=witnesses.under(newest),
        asked=_asked(),
    )


@blueprint.get("/ledger/entries/<int:index>")
@requires(Permission.ANYONE)
def entry(index: int) -> str:
    """One entry with the path that proves it to be in the newest head."""
    main, head = _main()
    leaf = _leaf(main, head, index)
    path = trees.inclusion(main, index=index, size=head.size)
    return render_template(
        "ledger/entry.html", shown=_shown(leaf), head=head, path=[step.hex() for step in path]
    )


@blueprint.get("/ledger/entries/<int:index>/proof.json")
@requires(Permission.ANYONE)
def proof(index: int) -> Response:
    """The proof of one entry as a file, which `flask ledger verify-proof` checks offline."""
    main, head = _main()
    leaf = _leaf(main, head, index)
    said = proofs.bundle(main, head, leaf, operator_key=keys.public_key().hex())
    answer = jsonify(said)
    answer.headers["Content-Disposition"] = f'attachment; filename="line-{index + 1}.json"'
    return answer


@blueprint.get("/ledger/about")
@requires(Permission.ANYONE)
def about() -> Any:
    """What is on record about one thing, or one part of it, each line with its proof."""
    subject, part = request.args.get("subject", ""), request.args.get("of")
    entries = record.about(subject, part) if part else record.history(subject)
    places = trees.positions([entry.id for entry in entries])
    if part and len(entries) == 1 and entries[0].id in places:
        return redirect(url_for(".entry", index=places[entries[0].id]))
    return render_template(
        "ledger/about.html", subject=subject, entries=entries, places=places, delay=MERGE_DELAY
    )


@blueprint.get("/ledger/sheets/<digest>")
@requires(Permission.ANYONE)
def sheet(digest: str) -> str:
    """The tree of one sheet: its head, its counts, and where its leaves can be read."""
    sheet_id = _sheet_id(digest)
    tree = trees.find(f"sheets/{digest}")
    seen = signatures.sheet(sheet_id)
    return render_template(
        "ledger/sheet.html",
        sheet=seen,
        responsible=protection.of_sheet(seen),
        tally=signatures.tally(sheet_id),
        refusals=signatures.refusals(sheet_id),
        head=trees.head(tree) if tree else None,
        tree=f"sheets/{digest}",
        witnessed=_witnessed(sheet_id),
        keeping=signatures.keeping(sheet_id),
    )


@blueprint.get("/ledger/sheets/<digest>/manifest.json")
@requires(Permission.ANYONE)
def manifest(digest: str) -> Response:
    """The sheet's manifest word for word; its SHA-256 is the sheet digest."""
    answer = Response(signatures.manifest(_sheet_id(digest)), mimetype="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="{digest[:12]}.json"'
    return answer


@blueprint.get("/ledger/authorities")
@requires(Permission.ANYONE)
def authorities() -> str:
    """Every verifying authority's keys, and how far their ceremony has come."""
    return render_template("ledger/authorities.html", keys=signatures.all_authorities())


@blueprint.get("/ledger/authorities/<fingerprint>")
@requires(Permission.ANYONE)
def authority(fingerprint: str) -> str:
    """The public keys of a verifying authority, to compare with its own site."""
    return render_template("ledger/authority.html", key=signatures.authority(fingerprint))


def ready() -> str:
    """What /readyz says of the log: in order, behind its own head, or late."""
    faults = sequencing.faults()
    if faults:
        return ", ".join(faults)
    checked = integrity.newest()
    if checked is not None and checked.facts["faults"]:
        return "ledger-damaged: the last check of the books found faults"
    waiting = sequencing.pending_since()
    if waiting is not None and clock.now() - waiting > MERGE_DELAY:
        return "note: entries wait longer than the merge delay"
    return "ok"


CHECKS["ledger"] = ready
blueprint.add_app_template_filter(datetime.fromisoformat, "instant")


def _main() -> tuple[Tree, Head]:
    main = trees.find(trees.MAIN)
    head = trees.head(main) if main is not None else None
    if main is None or head is None:
        raise Refusal("not-found", _l("There is no such tree, or nothing is in it yet."))
    return main, head


def _leaf(main: Tree, head: Head, index: int) -> Leaf:
    leaf = next(iter(trees.leaves(main, after=index - 1, limit=1)), None)
    if leaf is None or index >= head.size:
        raise Refusal("ledger-no-such-leaf", _l("The log has no such leaf."))
    return leaf


def _page(main: Tree | None) -> tuple[list[Shown], str | None]:
    """Entries newest first; the cursor is the place of the last one shown."""
    place = decode_cursor(request.args.get("after"))
    if place is not None and not isinstance(place[0], int):
        raise Refusal("bad-cursor", _l("This page of the list does not exist."))
    if main is None:
        return [], None
    found = trees.leaves_before(main, place[0] if place else None, limit=ENTRIES + 1)
    shown = found[:ENTRIES]
    following = encode_cursor(shown[-1].position) if len(found) > ENTRIES else None
    return [_shown(leaf) for leaf in shown], following


def _shown(leaf: Leaf) -> Shown:
    return Shown(leaf, json.loads(leaf.data))


def _asked() -> record.Entry | None:
    """How often the strong room's vault was asked for what, as it was counted last.

    Counted once a day: a number that moves with each signing would tell whoever watches it when
    somebody signs, and whether he had signed before.
    """
    return next(iter(record.history("/ledger", kinds={"vault:calls:counted"}, limit=1)), None)


def _witnessed(sheet_id: int) -> list[tuple[signatures.Moment, bool]]:
    """Which moments of a sheet the witnesses have confirmed; nothing where there are none."""
    if not witnesses.policy().witnesses:
        return []
    return [(one, signatures.is_witnessed(sheet_id, one)) for one in signatures.Moment]


def _sheet_id(digest: str) -> int:
    sheet_id = signatures.by_digest(digest) if len(digest) == 64 else None
    if sheet_id is None:
        abort(404)
    return sheet_id
