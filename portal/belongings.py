"""What the two wings hold of a person, for my page; and how it is let go when an account is erased."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from commons.accounts import belongings
from commons.accounts.belongings import Part, Thing
from commons.accounts.models import Account
from commons.discussion import attachments, authors, drafts, reactions
from commons.discussion.authors import Said
from commons.discussion.drafts import Kept as Draft
from commons.i18n import _, _l
from commons.notify import readers
from commons.notify import services as notify
from consult.queries import hearings, replies
from consult.questions import answering
from consult.questions import queries as questions
from consult.services import judging
from consult.speakers import keeping
from initiatives import queries as initiatives
from portal import followed as follows

SHOWN = 20


def comments(account_id: int) -> Sequence[Thing]:
    """The latest comments of an account."""
    return [_thing(said) for said in authors.said_by(account_id, limit=SHOWN)]


def _thing(said: Said) -> Thing:
    title, address = _whereabouts(said)
    return Thing(title, address, said.written_at, _("withdrawn") if said.withdrawn_at else "")


def _whereabouts(said: Said) -> tuple[str, str]:
    """The title of what was spoken of, and the comment's own address."""
    title, path = _subject(said.kind, int(said.key))
    if said.kind == "hearing":
        return title, f"{path}/comments/{said.number}"
    place = f"sections/{said.section}" if said.section else "discussion"
    return title, f"{path}/{place}#comment-{said.number}"


def _subject(kind: str, number: int) -> tuple[str, str]:
    """The title and the path of a hearing or an initiative."""
    hearing = hearings.by_id(number) if kind == "hearing" else None
    if hearing is not None:
        return hearing.title(), hearing.path
    initiative = initiatives.by_number(number)
    return initiative.title, initiative.path


def stored_comments(account_id: int) -> Any:
    """Everything an account has said, as data."""
    return [
        {
            "about": _whereabouts(said)[1],
            "section": said.section,
            "version": said.version,
            "stance": said.stance.value if said.stance else None,
            "words": said.words,
            "suggestion": said.suggestion,
            "shown_as": said.shown_as,
            "name": said.display.value,
            "written_at": said.written_at.isoformat(),
            "withdrawn_at": said.withdrawn_at.isoformat() if said.withdrawn_at else None,
        }
        for said in authors.said_by(account_id)
    ]


def sheets(account_id: int) -> Sequence[Thing]:
    """The answer sheets of an account, with the latest sending."""
    return [
        Thing(hearing.title(), f"{hearing.path}/questions#receipt", sheet.sent_at)
        for hearing, sheet in questions.sheets_of(account_id)[:SHOWN]
    ]


def stored_sheets(account_id: int) -> Any:
    """Everything an account has answered, as data."""
    return [
        {
            "about": hearing.path,
            "sent_at": sheet.sent_at.isoformat(),
            "revision": sheet.revision,
            "digest": sheet.receipt_hash,
            "answers": {
                str(number): {"chosen": said.chosen, "rows": dict(said.rows), "other": said.other}
                for number, said in questions.said_on(hearing, sheet).items()
            },
        }
        for hearing, sheet in questions.sheets_of(account_id)
    ]


def verdicts(account_id: int) -> Sequence[Thing]:
    """What an account has said of published answers."""
    found = [(hearings.by_id(n), said) for n, said in replies.judgements_by(account_id)]
    return [
        Thing(hearing.title(), f"{hearing.path}/report#verdicts", said.given_at)
        for hearing, said in found[:SHOWN]
        if hearing is not None
    ]


def stored_verdicts(account_id: int) -> Any:
    """Every verdict of an account on published answers, as data."""
    return [
        {"hearing": number, "verdict": said.verdict.value, "given_at": said.given_at.isoformat()}
        for number, said in replies.judgements_by(account_id)
    ]


def followed(account_id: int) -> Sequence[Thing]:
    """What an account follows; each is ended on its own page."""
    things = []
    for kind, key, since in notify.followed_by(account_id)[:SHOWN]:
        thing = follows.of(kind, key)
        things.append(Thing(thing.title, thing.follow, since))
    return things


def news(account_id: int) -> Sequence[Thing]:
    """The latest news of what an account follows."""
    found = readers.news_of(account_id, limit=5)
    return [Thing(one.subject, f"/me/news#news-{one.id}", one.at) for one in found]


def _withhold(account: Account) -> None:
    """Let go of the names under which an account spoke, those sealed to agencies too."""
    keeping.forget_author(account.id)
    authors.withhold_names(account.id)


belongings.register(
    Part(
        name="comments",
        title=_l("My comments"),
        shown=comments,
        stored=stored_comments,
        forget=_withhold,
    )
)
belongings.register(
    Part(
        name="answers",
        title=_l("My answer sheets"),
        shown=sheets,
        stored=stored_sheets,
        forget=lambda account: answering.cut(account.id),
    )
)
belongings.register(
    Part(
        name="verdicts",
        title=_l("What I said of published answers"),
        shown=verdicts,
        stored=stored_verdicts,
        forget=lambda account: judging.forget(account.id),
    )
)
belongings.register(
    Part(
        name="news",
        title=_l("My news"),
        shown=news,
        stored=lambda account_id: [
            {"subject": one.subject, "text": one.text, "at": one.at.isoformat()}
            for one in readers.news_of(account_id, limit=1000)
        ],
        forget=lambda account: readers.forget(account.id),
    )
)


def unsent(account_id: int) -> Sequence[Thing]:
    """The drafts of an account, each where it is written on."""
    return [_unsent(draft) for draft in drafts.of(account_id, limit=SHOWN)]


def _unsent(draft: Draft) -> Thing:
    title, path = _subject(draft.kind, int(draft.key))
    place = f"sections/{draft.place}" if draft.place else "comments"
    rest = {drafts.MANY: "stances", drafts.QUESTIONS: "questions"}.get(draft.place, place)
    return Thing(title, f"{path}/{rest}#speak", draft.saved_at, draft.opening)


def _forget_unsent(account: Account) -> None:
    drafts.forget(account.id)
    attachments.forget_held(account_id=account.id)
    reactions.forget(account.id)


belongings.register(
    Part(
        name="drafts",
        title=_l("My drafts, not sent yet"),
        shown=unsent,
        stored=lambda account_id: [
            {"about": _unsent(each).address, "fields": each.fields}
            for each in drafts.of(account_id)
        ],
        forget=_forget_unsent,
    )
)
belongings.register(
    Part(
        name="follows",
        title=_l("What I follow"),
        shown=followed,
        stored=lambda account_id: [thing.address for thing in followed(account_id)],
        forget=lambda _account: None,
    )
)
