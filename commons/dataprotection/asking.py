"""Requests about one's own data: asked, extended once, answered; the law's clock runs from arrival (R137)."""

from __future__ import annotations

from datetime import datetime, timedelta

from commons import clock, db, record, sealing
from commons.access import Actor
from commons.dataprotection import mails, policies, queries, rules
from commons.dataprotection.models import DataRequest, Outcome, Wish
from commons.errors import Refusal
from commons.i18n import _l

SUBJECT = "/privacy/requests"
DESK = "data-requests"
"""The desk to which the senders of letters are sealed."""
LONGEST = 5_000
OLDEST = timedelta(days=366)


def ask(account_id: int, wish: Wish, words: str) -> DataRequest:
    """Take a request from somebody's own page; it has arrived now."""
    return _take(DataRequest(account_id=account_id, wish=wish, words=words), clock.now())


def enter(
    actor: Actor, wish: Wish, words: str, *, sender: str, arrived_at: datetime
) -> DataRequest:
    """Enter a request that came by letter or at the counter; its sender lies sealed.

    Refuses a day that is still to come or more than a year ago ("bad-day").
    """
    policies.check_keeper(actor)
    now = clock.now()
    if not now - OLDEST < arrived_at <= now:
        raise Refusal("bad-day", _l("Say on which day the letter arrived."), field="arrived_on")
    made = DataRequest(account_id=None, wish=wish, words=words, entered_by=actor.account_id)
    taken = _take(made, arrived_at, actor)
    taken.sender = sealing.seal(DESK, sender, bound_to=f"request {taken.id}")
    db.session().flush()
    return taken


def sender(actor: Actor, request: DataRequest) -> str:
    """Who wrote a letter; empty where an account asked."""
    policies.check_keeper(actor)
    if request.sender is None:
        return ""
    return sealing.unseal(DESK, request.sender, bound_to=f"request {request.id}")


def extend(actor: Actor, number: int, reason: str) -> DataRequest:
    """Give oneself two months more, once, within the first time; the asker is told why.

    Refuses a second extension or one that comes too late ("already-settled").
    """
    policies.check_keeper(actor)
    request = _open(number)
    if request.extended_at is not None or clock.now() >= request.due_at:
        raise Refusal("already-settled", _l("The time can be extended once, while it runs."))
    if not reason.strip():
        raise Refusal("reason-missing", _l("Write why more time is needed."), field="reason")
    request.extended_at, request.extension_reason = clock.now(), reason
    request.due_at = rules.extended_to(request.arrived_at)
    db.session().flush()
    mails.tell_asker(request, "extended")
    _note("extended", request, actor)
    return request


def answer(actor: Actor, number: int, outcome: Outcome, words: str) -> DataRequest:
    """Answer a request; a refusal says why and where to complain.

    Refuses a second answer ("already-answered") and an empty one ("reason-missing").
    """
    policies.check_keeper(actor)
    request = _open(number)
    if not words.strip():
        raise Refusal("reason-missing", _l("Write the answer."), field="words")
    request.outcome, request.answer = outcome, words
    request.answered_at, request.answered_by = clock.now(), actor.account_id
    db.session().flush()
    mails.tell_asker(request, "answered")
    _note("answered", request, actor, outcome=outcome.value)
    return request


def withdraw(account_id: int, number: int) -> None:
    """Take one's own request back."""
    request = _open(number)
    if request.account_id != account_id:
        raise Refusal("not-found", _l("There is no such request."))
    request.outcome, request.answered_at = Outcome.WITHDRAWN, clock.now()
    db.session().flush()
    _note("withdrawn", request, None)


def forget(account_id: int) -> None:
    """Cut the link to an account that is erased; words of the request go, its clock stays counted."""
    for request in queries.requests_of(account_id):
        if request.answered_at is None:
            request.outcome, request.answered_at = Outcome.WITHDRAWN, clock.now()
        request.account_id, request.words, request.answer = None, "", None
    db.session().flush()


def _take(made: DataRequest, arrived_at: datetime, actor: Actor | None = None) -> DataRequest:
    made.arrived_at, made.due_at = arrived_at, rules.answer_by(arrived_at)
    db.session().add(made)
    db.session().flush()
    _note("received", made, actor, wish=made.wish.value)
    return made


def _open(number: int) -> DataRequest:
    request = queries.request(number)
    if request.answered_at is not None:
        raise Refusal("already-answered", _l("This request is answered already."))
    return request


def _note(word: str, request: DataRequest, actor: Actor | None, **more: object) -> None:
    facts = {"number": request.id, "due_at": request.due_at.isoformat(), **more}
    record.note(f"protection:request:{word}", SUBJECT, actor=actor, facts=facts)
