"""What citizens do in a hearing: comment, reply, take back, check a receipt, object, follow."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, request

from commons import limits
from commons.access import Permission, current_actor, requires
from commons.discussion import editing, similar
from commons.discussion import queries as discussion
from commons.discussion.models import WHOLE
from commons.discussion.receipts import Finding
from commons.discussion.services import Statement
from commons.errors import Refusal
from commons.i18n import _, _l
from commons.notify import services as notify
from commons.requests import roll_back
from commons.texts import queries as text_queries
from commons.texts.queries import SectionView
from consult.forms import CodeForm, CommentForm, ObjectionForm, ReplyForm, tongue_of
from consult.models import DISCUSSION, Hearing
from consult.pages import go, page, public
from consult.queries import answers, cards, hearings, texts
from consult.services import answering, speaking
from consult.speakers import taking_back
from consult.speech import queries as marks
from consult.speech import services as speech
from consult.speech.beside import Beside
from consult.views import again

blueprint = Blueprint("voices", __name__)


@blueprint.post("/hearings/<slug>/sections/<eid>/comments")
@requires(Permission.HEARING_COMMENT, writes=True)
def comment_section(slug: str, eid: str) -> Any:
    """Speak of one section."""
    hearing = hearings.public_at(slug)
    shown = text_queries.section(texts.newest(hearing).id, eid)
    return _comment(hearing, shown)


@blueprint.post("/hearings/<slug>/comments")
@requires(Permission.HEARING_COMMENT, writes=True)
def comment_whole(slug: str) -> Any:
    """Speak of the draft as a whole."""
    return _comment(hearings.public_at(slug), None)


@blueprint.get("/hearings/<slug>/comments/<int:number>")
@requires(Permission.ANYONE)
def one(slug: str, number: int) -> str:
    """One comment at its lasting address, with its receipt, replies and answer."""
    hearing = public(slug)
    return _one_page(hearing, number)


@blueprint.post("/hearings/<slug>/comments/<int:number>/replies")
@requires(Permission.HEARING_COMMENT, writes=True)
def reply(slug: str, number: int) -> Any:
    """Reply to a comment."""
    hearing, form = hearings.public_at(slug), ReplyForm()
    if not form.validate_on_submit():
        return _one_page(hearing, number, reply_form=form), 422
    said = Statement(
        version=texts.newest(hearing).number or 0,
        words=form.words.data or "",
        reply_to=number,
        language=tongue_of(form.words.data or ""),
    )
    try:
        _spend_address()
        written = speaking.comment(
            current_actor(),
            hearing,
            said,
            speaker=form.speaker(),
        )
    except Refusal as refusal:
        _keep_words(refusal, form.words.data or "")
        form.refuse(refusal)
        roll_back()
        return _one_page(hearing, number, reply_form=form), 422
    flash(_("Your reply was accepted. It has number %(number)s.", number=written.number), "success")
    return go(hearing, f"/comments/{number}#comment-{written.number}")


@blueprint.post("/hearings/<slug>/comments/<int:number>/withdraw")
@requires(Permission.HEARING_COMMENT, writes=True)
def withdraw(slug: str, number: int) -> Any:
    """Take one's own comment back."""
    hearing = hearings.public_at(slug)
    speaking.withdraw(current_actor(), hearing, number)
    flash(_("Your comment is withdrawn. Its words are no longer shown."), "success")
    return go(hearing, f"/comments/{number}")


@blueprint.post("/hearings/<slug>/comments/<int:number>/check")
@requires(Permission.ANYONE, writes=True)
def check(slug: str, number: int) -> Any:
    """Check a receipt by its code, which never stands in an address."""
    hearing, form = hearings.public_at(slug), CodeForm()
    limits.spend(limits.RECEIPT, f"address:{request.remote_addr}")
    if not form.validate_on_submit():
        return _one_page(hearing, number, code_form=form), 422
    found = discussion.check(DISCUSSION, hearing.key, number, form.code.data or "")
    return _one_page(hearing, number, code_form=form, finding=found)


@blueprint.post("/hearings/<slug>/comments/<int:number>/objection")
@requires(Permission.HEARING_COMMENT, writes=True)
def objection(slug: str, number: int) -> Any:
    """Object once to "no issue"."""
    hearing, form = hearings.public_at(slug), ObjectionForm()
    if not form.validate_on_submit():
        return _one_page(hearing, number, objection_form=form), 422
    answering.object_once(current_actor(), hearing, number, form.objection.data or "")
    flash(_("Your objection is on record and will be printed in the report."), "success")
    return go(hearing, f"/comments/{number}")


@blueprint.post("/hearings/<slug>/follow")
@requires(Permission.HEARING_COMMENT, writes=True)
def follow(slug: str) -> Any:
    """Get a letter at every change of this hearing."""
    hearing = hearings.public_at(slug)
    notify.follow(current_actor().account_id or 0, DISCUSSION, hearing.key)
    flash(_("You follow this hearing. Letters go to the confirmed e-mail of your account."), "info")
    return go(hearing)


@blueprint.post("/hearings/<slug>/unfollow")
@requires(Permission.HEARING_COMMENT, writes=True)
def unfollow(slug: str) -> Any:
    """Get no more letters about this hearing."""
    hearing = hearings.public_at(slug)
    notify.unfollow(current_actor().account_id or 0, DISCUSSION, hearing.key)
    flash(_("You no longer follow this hearing."), "info")
    return go(hearing)


def _comment(hearing: Hearing, shown: SectionView | None) -> Any:
    form = CommentForm(longest=len(shown.plain) if shown else 0)
    form.fit_places(shown)
    said = form.statement(shown.eid if shown else WHOLE)
    act = request.form.get("act", "send")
    try:
        is_valid = form.validate_on_submit()
        if not form.take_files(hearing) or not is_valid or act == "edit":
            status = 200 if act == "edit" else 422
            return again(hearing, shown, form), status
        beside = form.beside(shown)
        if act == "review":
            return _review(hearing, shown, form, said, beside)
        return _send(hearing, form, said, beside)
    except Refusal as refusal:
        _keep_words(refusal, form.kept())
        form.refuse(refusal)
        roll_back()
        return again(hearing, shown, form), 422


def _review(
    hearing: Hearing,
    shown: SectionView | None,
    form: CommentForm,
    said: Statement,
    beside: Beside,
) -> str:
    checked = speaking.check_statement(current_actor(), hearing, said)
    return page(
        "review.html",
        hearing=hearing,
        section=shown,
        form=form,
        said=checked,
        beside=beside,
        alike=similar.of(DISCUSSION, hearing.key, checked),
    )


def _send(hearing: Hearing, form: CommentForm, said: Statement, beside: Beside) -> Any:
    _spend_address()
    written = speaking.comment(
        current_actor(), hearing, said, speaker=form.speaker(), beside=beside
    )
    speech.sent(current_actor(), hearing, said.section)
    flash(
        _(
            "Your comment was accepted. It has number %(number)s; its receipt is on its own page.",
            number=written.number,
        ),
        "success",
    )
    if not (said.words or said.suggestion):
        return go(hearing, f"/comments/{written.number}#receipt")
    where = f"/sections/{said.section}" if said.section else "/comments"
    return go(hearing, f"{where}#comment-{written.number}")


def _keep_words(refusal: Refusal, kept: str) -> None:
    """Raise what no change of the form can mend, with the words to be copied (R006)."""
    if refusal.field is None:
        refusal.values = {**refusal.values, "kept": kept}
        raise refusal


def _one_page(hearing: Hearing, number: int, *, finding: Finding | None = None, **sent: Any) -> str:
    empty = {"reply_form": ReplyForm, "code_form": CodeForm, "objection_form": ObjectionForm}
    comment = discussion.one(DISCUSSION, hearing.key, number)
    if comment is None:
        raise Refusal("not-found", _l("There is no comment with this number."))
    replies = discussion.replies(DISCUSSION, hearing.key, number, after=_after())
    account = current_actor().account_id
    version = texts.version(hearing, comment.version)
    everything = [comment, *replies.comments]
    now_at = marks.placed(hearing, comment)
    return page(
        "comment.html",
        hearing=hearing,
        card=cards.card(hearing),
        comment=comment,
        section=text_queries.section(version.id, comment.section) if comment.section else None,
        version=version,
        newest=texts.newest(hearing),
        replies=replies,
        treatment=answers.treatments([comment.id])[comment.id],
        own=discussion.own(DISCUSSION, hearing.key, number, account),
        may_erase=taking_back.may_erase(current_actor(), hearing, number),
        finding=finding,
        extras=marks.extras(hearing, everything, now_at, account_id=account),
        formers=editing.formers(comment.id) if comment.edits else [],
        **{name: sent.get(name) or made() for name, made in empty.items()},
    )


def _spend_address() -> None:
    """Count what comes from one address: a school has many persons, a visitor has no other name."""
    limit = limits.COMMENT if current_actor().account_id is None else limits.COMMENT_ADDRESS
    limits.spend(limit, f"address:{request.remote_addr}")


def _after() -> int:
    said = request.args.get("after", "0")
    return int(said) if said.isascii() and said.isdigit() else 0
