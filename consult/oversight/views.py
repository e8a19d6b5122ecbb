"""The public register of exceptions that agencies wanted for themselves."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from commons import clock
from commons.access import Permission, requires
from commons.agencies import parts
from commons.agencies import queries as agencies
from commons.agencies.models import Agency
from commons.agencies.parts import Part
from commons.law import queries as law
from consult.oversight import queries, rules
from consult.oversight.words import wish_name

blueprint = Blueprint("oversight", __name__)
PAGE = 50


@blueprint.get("/exceptions")
@requires(Permission.ANYONE)
def register() -> str:
    """Every exception of a public hearing, newest first; of one body where it is named."""
    slug = request.args.get("agency", "")
    body = agencies.by_slug(slug) if slug else None
    after = request.args.get("after", "0")
    start = int(after) if after.isascii() and after.isdigit() and len(after) < 10 else 0
    rows, total = queries.register(body.id if body else None, after=start, size=PAGE)
    return render_template(
        "oversight/register.html",
        rows=rows,
        total=total,
        body=body,
        following=start + PAGE if start + PAGE < total else None,
        wish_name=wish_name,
        rule_set=law.by_key,
        late=lambda asked: rules.days_overdue(asked, clock.now()),
        today=clock.now().date(),
    )


def _part(agency: Agency) -> dict[str, object]:
    _rows, total = queries.register(agency.id, size=1)
    return {"total": total, "slug": agency.slug} if total else {}


parts.register(Part(name="exceptions", template="oversight/_of_body.html", values=_part))
