"""The desk of what was said: the list with its filters, what is done with many, one comment."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from commons.access import Permission, current_actor, requires
from commons.acting import attempt
from commons.discussion import queries as discussion
from commons.discussion.models import Channel, Stance
from commons.errors import Refusal
from commons.i18n import _, _l, ngettext
from commons.i18n import number as in_digits
from commons.texts import queries as text_queries
from consult import words
from consult.desk.acting import done
from consult.handling import asked, forms, listing, queries, services
from consult.handling.listing import Wanted
from consult.models import DISCUSSION, Hearing
from consult.pages import at_desk, within
from consult.queries import answers, replies, texts
from consult.services import answering, replying
from consult.services.replying import Given
from consult.states import Disposition

blueprint = Blueprint("hearing_handling", __name__)


@blueprint.route("/desk/hearings/<slug>/comments", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def comments(slug: str) -> Any:
    """What was said, by filter; tick comments and say what is to be done with them."""
    hearing = at_desk(slug)
    form = _work_form(hearing)
    if request.method == "GET":
        return _list(hearing, form)
    told: list[str] = []
    again = attempt(form, lambda: told.append(_work(hearing, form)), lambda: _list(hearing, form))
    return again or done(hearing, told[0], f"/comments?{asked.address(request.args)}")


@blueprint.route("/desk/hearings/<slug>/comments/<int:number>", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def one(slug: str, number: int) -> Any:
    """One comment with its private notes, and its official reply."""
    hearing = at_desk(slug)
    form = forms.ReplyForm(sections=sections(hearing))

    def act() -> None:
        replying.reply(current_actor(), hearing, [number], given(form))

    if request.method == "GET":
        return _one(hearing, number, form=form)
    again = attempt(form, act, lambda: _one(hearing, number, form=form))
    return again or done(hearing, _("The reply is public."), f"/comments/{number}")


@blueprint.post("/desk/hearings/<slug>/comments/<int:number>/notes")
@requires(Permission.HEARING_PREPARE, writes=True)
def note(slug: str, number: int) -> Any:
    """Keep a private note."""
    hearing, form = at_desk(slug), forms.NoteForm()
    again = attempt(
        form,
        lambda: services.note(current_actor(), hearing, number, form.note.data or ""),
        lambda: _one(hearing, number, note_form=form),
    )
    return again or done(hearing, _("The note is kept."), f"/comments/{number}#notes")


@blueprint.post("/desk/hearings/<slug>/comments/<int:number>/officer")
@requires(Permission.HEARING_PREPARE, writes=True)
def officer(slug: str, number: int) -> Any:
    """Say who works on this comment."""
    hearing = at_desk(slug)
    form = forms.OfficerForm(officers=officers(hearing))
    again = attempt(
        form,
        lambda: services.assign_comments(
            current_actor(), hearing, [number], to=asked.whole(form.officer.data or "")
        ),
        lambda: _one(hearing, number, officer_form=form),
    )
    return again or done(hearing, _("Noted who works on it."), f"/comments/{number}")


def officers(hearing: Hearing) -> list[tuple[str, str]]:
    """Those who may be given work, as a form offers them."""
    return [(str(one.account_id), one.name) for one in queries.officers(hearing)]


def sections(hearing: Hearing) -> list[tuple[str, str]]:
    """The sections of the newest version, as a form offers them."""
    entries = text_queries.sections(texts.newest(hearing).id)
    return [(entry.eid, entry.label) for entry in entries]


def labels(hearing: Hearing) -> dict[str, str]:
    """What everything with a page is called."""
    entries = text_queries.outline(texts.newest(hearing).id)
    return {e.eid: e.label or _("Preamble") for e in entries if e.has_page}


def given(form: Any) -> Given:
    """What a form says of a reply; refuses one without a disposition."""
    if not form.disposition.data:
        raise Refusal("disposition-needed", _l("Choose what is done with it."), field="disposition")
    return Given(
        Disposition(str(form.disposition.data)), form.reason.data or "", form.changed.data or None
    )


def _work_form(hearing: Hearing) -> forms.WorkForm:
    themes = [(str(t.theme.number), t.theme.title) for t in answers.themes(hearing)]
    return forms.WorkForm(officers=officers(hearing), themes=themes, sections=sections(hearing))


def _work(hearing: Hearing, form: forms.WorkForm) -> str:
    """Do what the pressed button says; gives the sentence that tells it."""
    actor, act = current_actor(), request.form.get("act", "")
    wanted = asked.wanted(request.args, actor) if form.scope.data == forms.ALL else None
    numbers = _ticked() if wanted is None else services.all_numbers(hearing, wanted)
    if not numbers:
        raise Refusal("nothing-ticked", _l("Tick at least one comment."), field="scope")
    if act == "assign":
        to = asked.whole(form.officer.data or "")
        services.assign_comments(actor, hearing, numbers, to=to)
    elif act == "reply":
        made = replying.reply(actor, hearing, numbers, given(form))
        return _counted(made.comments)
    elif act == "no-issue":
        answering.mark_no_issue(actor, hearing, numbers, reason=form.no_point.data or "")
    else:
        _into_theme(hearing, form, wanted, numbers)
    return _("Done for %(number)s of the comments.", number=in_digits(len(numbers)))


def _into_theme(
    hearing: Hearing, form: forms.WorkForm, wanted: Wanted | None, numbers: list[int]
) -> None:
    actor = current_actor()
    found = answers.theme(hearing, asked.whole(form.theme.data or "") or 0)
    chosen = found or answering.make_theme(actor, hearing, title=form.title.data or "")
    if wanted is None:
        answering.group(actor, hearing, chosen, numbers)
    else:
        services.group_all(actor, hearing, chosen, wanted)


def _counted(comments: int) -> str:
    return ngettext(
        "The reply is public at %(shown)s comment.",
        "The reply is public at %(shown)s comments; each author is told once.",
        comments,
        shown=in_digits(comments),
    )


def _list(hearing: Hearing, form: forms.WorkForm) -> str:
    actor = current_actor()
    wanted = asked.wanted(request.args, actor)
    after = asked.whole(request.args.get("after", "")) or 0
    listed = listing.listing(hearing, wanted, after=after)
    ids = [comment.id for comment in listed.comments]
    return within(
        "handling/comments.html",
        hearing=hearing,
        form=form,
        wanted=wanted,
        asked=request.args,
        comments=listed.comments,
        following=asked.address(request.args, after=listed.following) if listed.following else None,
        treatments=answers.treatments(ids),
        assigned=queries.assigned_comments(hearing, ids),
        noted=queries.noted(hearing, ids),
        names=queries.names(hearing),
        labels=labels(hearing),
        themes=answers.themes(hearing),
        coverage=answers.coverage(hearing),
        stances=words.with_any(Stance),
        channels=words.with_any(Channel),
        ticked=_ticked(),
        whole=asked.WHOLE,
    )


def _one(hearing: Hearing, number: int, **sent: Any) -> str:
    comment = discussion.one(DISCUSSION, hearing.key, number)
    if comment is None:
        raise Refusal("not-found", _l("There is no comment with this number."))
    treatment = answers.treatments([comment.id])[comment.id]
    given_to = queries.assigned_comments(hearing, [comment.id]).get(comment.id)
    return within(
        "handling/comment.html",
        hearing=hearing,
        comment=comment,
        treatment=treatment,
        corrections=replies.corrections(replies=[treatment.reply.id] if treatment.reply else []),
        notes=queries.notes(hearing, comment.id),
        labels=labels(hearing),
        form=sent.get("form") or forms.ReplyForm(formdata=None, sections=sections(hearing)),
        note_form=sent.get("note_form") or forms.NoteForm(formdata=None),
        officer_form=sent.get("officer_form")
        or forms.OfficerForm(
            formdata=None, officers=officers(hearing), data={"officer": str(given_to or "")}
        ),
    )


def _ticked() -> list[int]:
    return [n for said in request.form.getlist("comment") if (n := asked.whole(said)) is not None]
