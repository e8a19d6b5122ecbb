"""The letters of moderation: what became of a report, of one's own comment, of one's appeal."""

from __future__ import annotations

from collections.abc import Callable

from commons import config, db
from commons.accounts.models import Account
from commons.i18n import _, date_, force_locale
from commons.moderation import words
from commons.moderation.models import CommentReport, ModerationAppeal, ModerationDecision
from commons.moderation.places import Subject
from commons.moderation.states import Act
from commons.notify import services as notify
from commons.notify.services import Letter, Recipient

Compose = Callable[[str], Letter]


def tell(account_id: int | None, event: str, compose: Compose) -> bool:
    """Write to an account with a confirmed address, once for each event; whether it was new."""
    found = db.session().get(Account, account_id) if account_id is not None else None
    if found is None or not found.email or found.email_confirmed_at is None:
        return False
    tongue = found.language or "en"
    return notify.send(
        event, Recipient(f"account:{found.id}", found.email, tongue), compose(tongue)
    )


def outcome_of_report(
    subject: Subject, address: str, report: CommentReport, decision: ModerationDecision
) -> bool:
    """Tell who reported what was decided."""

    def compose(tongue: str) -> Letter:
        with force_locale(tongue):
            number = decision.case.number
            return Letter(
                subject=_("Your report of comment %(number)s: decided", number=number),
                text=_(
                    "You reported comment %(number)s on “%(title)s”.\n\n"
                    "The decision: %(decision)s.\n%(address)s\n\n"
                    "Every decision is listed, without the words, in the public log:\n%(log)s",
                    number=number,
                    title=subject.title,
                    decision=_said(decision),
                    address=whole(address),
                    log=whole(f"{subject.path}/moderation"),
                ),
                language=tongue,
            )

    return tell(report.account_id, f"moderation:report:{report.id}:settled", compose)


def decision_to_author(
    subject: Subject, address: str, author: int | None, decision: ModerationDecision
) -> bool:
    """Tell the author what was decided about the comment, why, and how to appeal."""

    def compose(tongue: str) -> Letter:
        with force_locale(tongue):
            number = decision.case.number
            text = _(
                "The decision on your comment %(number)s on “%(title)s”: %(decision)s.\n\n"
                "The reason: %(reason)s\n\n"
                "Your stance, the number, the replies and the count are not touched.\n%(address)s",
                number=number,
                title=subject.title,
                decision=_said(decision),
                reason=decision.reason,
                address=whole(address),
            )
            return Letter(
                subject=_("Your comment %(number)s: a decision", number=number),
                text=f"{text}\n\n{_way_on(subject, decision)}".strip() + "\n",
                language=tongue,
            )

    return tell(author, f"moderation:decision:{decision.id}", compose)


def outcome_of_appeal(subject: Subject, address: str, appeal: ModerationAppeal, body: str) -> bool:
    """Tell the author how the appeal was decided, by whom and why."""

    def compose(tongue: str) -> Letter:
        with force_locale(tongue):
            number = appeal.decision.case.number
            return Letter(
                subject=_("Your appeal about comment %(number)s: decided", number=number),
                text=_(
                    "%(body)s has decided your appeal about comment %(number)s on “%(title)s”: "
                    "%(outcome)s.\n\nThe reason: %(reason)s\n\n%(address)s",
                    body=body,
                    number=number,
                    title=subject.title,
                    outcome=words.name(appeal.outcome or ""),
                    reason=appeal.reason,
                    address=whole(address),
                ),
                language=tongue,
            )

    return tell(appeal.account_id, f"moderation:appeal:{appeal.id}:decided", compose)


def appeal_received(subject: Subject, appeal: ModerationAppeal) -> bool:
    """Tell the author that the appeal came in, and until when it will be decided."""

    def compose(tongue: str) -> Letter:
        with force_locale(tongue):
            number = appeal.decision.case.number
            return Letter(
                subject=_("Your appeal about comment %(number)s has come in", number=number),
                text=_(
                    "Your appeal about comment %(number)s on “%(title)s” will be decided by %(day)s "
                    "by a body outside the agency concerned. When it is late, everybody can see it:"
                    "\n%(log)s",
                    number=number,
                    title=subject.title,
                    day=date_(appeal.due_at),
                    log=whole(f"{subject.path}/moderation"),
                ),
                language=tongue,
            )

    return tell(appeal.account_id, f"moderation:appeal:{appeal.id}:made", compose)


def _said(decision: ModerationDecision) -> str:
    act = words.act_name(decision.act)
    return f"{act} ({words.ground_name(decision.ground)})" if decision.ground else act


def _way_on(subject: Subject, decision: ModerationDecision) -> str:
    """What the author can do about it."""
    if decision.act is Act.REMOVE:
        return _(
            "The order of %(body)s (%(reference)s) can be contested where it was made.",
            body=decision.order_body or "",
            reference=decision.order_reference or "",
        )
    if decision.act in (Act.REDACT, Act.HIDE):
        address = whole(f"{subject.path}/comments/{decision.case.number}/appeal")
        return _(
            "You may appeal; somebody outside the agency decides. Open this address:\n%(address)s",
            address=address,
        )
    return ""


def whole(path: str) -> str:
    """The whole address of a page of this house."""
    return config.current().base_url + path
