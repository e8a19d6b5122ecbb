"""A hearing as moderation knows it: its address, its agency, the persons who prepared it."""

from __future__ import annotations

from commons.discussion.models import Comment
from commons.law import queries as law
from commons.moderation import places
from commons.moderation.places import Place, Subject
from consult.models import DISCUSSION, Hearing
from consult.queries import hearings
from consult.states import Audience

SIGNS_IN = frozenset({Audience.SIGNED_IN, Audience.VERIFIED})
"""In every other audience one may speak, and so report, without signing in."""


def of(hearing: Hearing) -> Subject:
    """The hearing as the subject of moderation."""
    staff = {
        hearing.prepared_by,
        hearing.submitted_by,
        *(approval.account_id for approval in hearing.approvals),
        *(change.changed_by for change in hearing.date_changes),
    }
    clauses = law.by_key(hearing.rule_set_id).value("moderation.clauses", {})
    return Subject(
        kind=DISCUSSION,
        key=hearing.key,
        title=hearing.title(),
        language=hearing.title_language(),
        path=hearing.path,
        agency_id=hearing.agency_id,
        staff=frozenset(account for account in staff if account is not None),
        open_to_visitors=hearing.audience not in SIGNS_IN,
        clauses=dict(clauses),
    )


def _find(key: str) -> Subject | None:
    found = hearings.by_id(int(key))
    return of(found) if found is not None and found.approved_at is not None else None


def _address(subject: Subject, comment: Comment) -> str:
    return f"{subject.path}/comments/{comment.number}"


places.register(Place(DISCUSSION, "hearings", _find, _address))
