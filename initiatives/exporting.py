"""What one takes away of an initiative: a version of its text as a file for other programs."""

from __future__ import annotations

from flask import Blueprint, Response

import signatures
from commons import config, tables
from commons.access import Permission, requires
from commons.documents import Paragraph
from commons.i18n import _, datetime_, language
from commons.i18n import number as in_digits
from commons.law import queries as law
from commons.law.calendar import local_date
from commons.texts import queries as texts
from commons.texts import takeaway
from commons.texts.export import Imprint
from commons.texts.takeaway import Edition
from initiatives import queries
from initiatives.models import Initiative, Wording
from initiatives.views import visible

blueprint = Blueprint("initiative_files", __name__)
_STATE = 2


@blueprint.get("/initiatives/<slug>/versions/<int:number>.<any(md, docx, pdf, html):ending>")
@blueprint.get("/initiatives/<slug>/versions/<int:number>.<any('akn.xml'):ending>")
@requires(Permission.ANYONE)
def version(slug: str, number: int, ending: str) -> Response:
    """A version of the proposal as a file, in its own language."""
    initiative = visible(slug)
    wording = queries.wording(initiative.id, number)
    answer = Response(
        takeaway.written(_edition(initiative, wording), ending),
        content_type=takeaway.MIMETYPES[ending],
    )
    stem = f"initiative-{initiative.id}-version-{number}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{stem}.{ending}"'
    return answer


@blueprint.get("/initiatives/<slug>/counts.csv")
@requires(Permission.ANYONE)
def counts(slug: str) -> Response:
    """How the public count moved, a line for each local day on which it did."""
    initiative = visible(slug)
    days = signatures.history_by_day(initiative.sheet_id) if initiative.sheet_id else []
    rows = [(each.day, each.signatures, each.withdrawals, each.net) for each in days]
    lines = tables.csv_lines(("day", "signatures", "withdrawals", "net"), rows)
    answer = Response("".join(lines), mimetype="text/csv")
    stem = f"initiative-{initiative.id}-counts"
    answer.headers["Content-Disposition"] = f'attachment; filename="{stem}.csv"'
    return answer


def _edition(initiative: Initiative, wording: Wording) -> Edition:
    """The words of a version below what identifies it."""
    row, tree = texts.by_id(wording.version_id), texts.whole(wording.version_id)
    rule_set = law.by_key(initiative.rule_set_id)
    state = rule_set.id.split("-", maxsplit=1)[0]
    day = local_date(wording.published_at, rule_set.zone)
    printed = _(
        "Proposal, version %(number)s, published on %(moment)s.",
        number=in_digits(wording.number),
        moment=datetime_(wording.published_at, zone=rule_set.zone),
    )
    address = f"{config.current().base_url}{initiative.path}/versions/{wording.number}"
    digest = f"{_('Digest of the text (SHA-256)')}: {row.digest}"
    return Edition(
        tree=tree,
        imprint=Imprint(
            country=state if len(state) == _STATE else "xx",
            number=str(initiative.id),
            author=_("The initiators"),
            created=day,
            published=day,
        ),
        address=address,
        number=wording.number,
        official_language=tree.language,
        published_at=wording.published_at,
        head=[Paragraph(words, language()) for words in (printed, address, digest)],
    )
