"""A hearing with a comment that some find bad, and the persons around it."""

from __future__ import annotations

from datetime import date

from commons import db
from commons.access import Actor, Role
from commons.accounts.models import Account
from commons.agencies import services as agencies
from commons.agencies.models import Agency
from commons.discussion.models import Stance
from commons.identity import actors, rehearsal
from commons.moderation import queries
from commons.moderation.models import ModerationDecision
from commons.moderation.places import Subject
from commons.moderation.queries import Found
from commons.moderation.services import deciding, ordering, reporting, working
from commons.moderation.services.deciding import Ruling
from commons.moderation.services.ordering import Writ
from commons.moderation.states import Act, Ground
from consult.moderating import subjects
from tests import people
from tests.consult import making

BAD = "The owner Somsak lives at 12 Burned-field-road; visit him at night."
BAD_WORDING = "A permit is decided within 15 days by Somsak of 12 Burned-field-road."
SECRETS = ("Burned-field-road", "Somsak")
HEARING = "/hearings/1-clean-air-act"
COMMENT = f"{HEARING}/comments/1"


def spoken(app) -> int:
    """A hearing with comment 1 by citizen-a (with stance and wording), and reply 2 by citizen-b."""
    number = making.ready(app)
    with making.at(app, making.WHILE_OPEN):
        hearing = making.find(number)
        for hint in ("citizen-a", "citizen-b", "voter-1", "voter-2", "voter-3"):
            with_address(hint)
        making.says("citizen-a", hearing, BAD, stance=Stance.CHANGE, suggestion=BAD_WORDING)
        making.says("citizen-b", hearing, "Please stay civil.", reply_to=1)
        people.actor("moderator")
    return number


def with_address(hint: str) -> Actor:
    """A person with a confirmed e-mail."""
    who = people.actor(hint)
    account = db.session().get_one(Account, who.account_id)
    account.email, account.email_confirmed_at = f"{hint}@example.org", making.BEFORE
    return who


def subject(number: int = 1) -> Subject:
    """The hearing as moderation knows it."""
    return subjects.of(making.find(number))


def reported(hint: str, ground: Ground = Ground.PERSONAL_DATA, number: int = 1) -> None:
    """Let a person report a comment."""
    reporting.report(people.actor(hint), subject(), number, ground=ground, words="Look at it.")


def case(number: int = 1) -> Found:
    """The case about a comment of the hearing."""
    found = queries.case_of("hearing", "1", number)
    assert found is not None
    return queries.of(found)


def ruling(act: Act, **more) -> Ruling:
    """A ruling that lacks nothing."""
    given = {
        "ground": None if act is Act.LEAVE else Ground.PERSONAL_DATA,
        "reason": "An address of a person stands here.",
        "beyond_redaction": act is Act.HIDE,
        **more,
    }
    return Ruling(act, **given)


def decided(act: Act, hint: str = "moderator", **more) -> ModerationDecision:
    """Take the case as a moderator and decide."""
    who = people.actor(hint) if isinstance(hint, str) else hint
    working.take(who, case())
    return deciding.decide(who, case(), ruling(act, **more))


def removed_by_order(*, lifts: bool = False) -> None:
    """Bring an order as the moderator, and confirm it as the publisher."""
    writ = Writ("Administrative Court", "Black 12/2569", date(2026, 10, 4), lifts=lifts)
    order = ordering.propose(people.actor("moderator"), subject(), 1, writ)
    ordering.confirm(people.actor("publisher"), order)


def member(hint: str, agency: Agency, role: Role) -> Actor:
    """A citizen's account that holds a role from now on."""
    account = rehearsal.account(hint)
    agencies.install(account, agency, role)
    return actors.of(account, assurance=people.actor(hint).assurance, second_factor=True)


def row():
    """Comment 1 as it lies in the database."""
    return queries.comment("hearing", "1", 1)
