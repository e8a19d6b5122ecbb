"""The report pages: summary, answers, response matrix and statistics, with tables beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from flask import Blueprint, Response, flash, stream_with_context

from commons import config, db
from commons.access import Permission, current_actor, requires
from commons.discussion import filewords, listing, statistics
from commons.i18n import _
from commons.texts import queries as text_queries
from consult import answerforms, outcomes, reports
from consult.models import DISCUSSION, Hearing
from consult.pages import go, page, page_start, public
from consult.queries import answers, cards, hearings, replies, texts
from consult.services import judging
from consult.speakers import queries as speakers
from consult.states import Verdict

blueprint = Blueprint("hearing_reports", __name__)
PAGE = 50


@blueprint.get("/hearings/<slug>/report")
@requires(Permission.ANYONE)
def show(slug: str) -> str:
    """The report; before the summary is published, the statistics and what was said."""
    return _page(public(slug), answerforms.VerdictForm(formdata=None))


@blueprint.post("/hearings/<slug>/verdict")
@requires(Permission.HEARING_COMMENT, writes=True)
def verdict(slug: str) -> Any:
    """Say, once, whether the published answers answer one's point."""
    hearing, form = public(slug), answerforms.VerdictForm()
    if not form.validate_on_submit():
        return _page(hearing, form), 422
    judging.judge(current_actor(), hearing, Verdict(str(form.verdict.data)))
    flash(_("Thank you. Your answer is counted."), "success")
    return go(hearing, "/report#verdicts")


def _page(hearing: Hearing, form: answerforms.VerdictForm) -> str:
    account = current_actor().account_id
    themes = answers.themes(hearing)
    given = [line.theme.answer.id for line in themes if line.theme.answer]
    version = texts.newest(hearing)
    counts = statistics.of(DISCUSSION, hearing.key)
    entries = [e for e in text_queries.outline(version.id) if e.has_page]
    listed = listing.listing(
        DISCUSSION, hearing.key, listing.Wanted(), after=page_start(), size=PAGE
    )
    return page(
        "report.html",
        hearing=hearing,
        card=cards.card(hearing, counts),
        summary=answers.summary(hearing),
        themes=themes,
        outcome=outcomes.of(hearing, counts),
        corrections=replies.corrections(answers=given),
        form=form,
        own_verdict=replies.verdict_of(hearing, account),
        may_judge=hearing.summarised_at is not None and judging.took_part(hearing, account),
        coverage=answers.coverage(hearing),
        objections=answers.objections(hearing),
        counts=counts,
        attached=filewords.counts(DISCUSSION, hearing.key),
        speakers=speakers.public_counts(hearing),
        entries=entries,
        labels={entry.eid: entry.label for entry in entries},
        silent=[entry for entry in entries if counts.at(entry.eid).is_silent],
        listed=listed,
        treatments=answers.treatments([comment.id for comment in listed.comments]),
    )


@blueprint.get("/hearings/<slug>/report.csv")
@requires(Permission.ANYONE)
def as_csv(slug: str) -> Response:
    """The response matrix as a table for other programs."""
    base = config.current().base_url
    return _stream(public(slug), lambda found: reports.matrix_csv(found, base), "text/csv", "csv")


@blueprint.get("/hearings/<slug>/report.json")
@requires(Permission.ANYONE)
def as_json(slug: str) -> Response:
    """The report as data."""
    return _stream(public(slug), reports.matrix_json, "application/json", "json")


def _stream(
    hearing: Hearing, lines: Callable[[Hearing], Iterator[str]], mimetype: str, ending: str
) -> Response:
    """Lines as they are read, in a read-only session of their own."""
    number, name = hearing.id, f"hearing-{hearing.id}.{ending}"

    def flow() -> Iterator[str]:
        with db.transaction(writes=False):
            found = hearings.by_id(number)
            if found is not None:
                yield from lines(found)

    answer = Response(stream_with_context(flow()), mimetype=mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
