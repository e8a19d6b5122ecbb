"""Holding a hearing together: ask another agency, answer, leave before it is handed in."""

from __future__ import annotations

from commons import clock, db, record
from commons.access import Actor, Permission
from commons.agencies.models import Agency
from commons.errors import Refusal
from commons.i18n import _, _l, force_locale
from commons.notify import services as notify
from commons.notify.services import Letter, Recipient
from consult import mails, policies
from consult.models import Hearing, Partner
from consult.states import Stage

SUBJECT = "/agencies"


def ask(actor: Actor, hearing: Hearing, agency: Agency) -> Partner:
    """Ask another agency to hold a draft together; its publisher answers.

    Refuses whoever does not speak for the leading agency, a draft that is handed in, the leading
    agency itself, and one that was asked already.
    """
    policies.check(policies.may_lead(actor, hearing))
    _check_draft(hearing)
    if agency.id == hearing.agency_id:
        raise Refusal("bad-partner", _l("This agency leads the hearing."), field="agency")
    values = {
        "hearing_id": hearing.id,
        "agency_id": agency.id,
        "asked_by": actor.account_id,
        "asked_at": clock.now(),
        "accepted": False,
    }
    number = db.insert_once(Partner, values, conflict=["hearing_id", "agency_id"])
    if number is None:
        raise Refusal("bad-partner", _l("This agency was asked already."), field="agency")
    db.session().expire(hearing, ["partners"])
    _tell(hearing, agency, number)
    return db.session().get_one(Partner, number)


def answer(actor: Actor, hearing: Hearing, partner: Partner, *, accept: bool) -> None:
    """Accept or decline for one's agency; refuses whoever is no publisher of it, and twice."""
    policies.check(actor.may(Permission.HEARING_APPROVE, partner.agency_id))
    if partner.answered_at is not None:
        raise Refusal("already-settled", _l("Your agency has answered already."))
    _check_draft(hearing)
    partner.accepted = accept
    partner.answered_by, partner.answered_at = actor.account_id, clock.now()
    db.session().flush()
    record.note(
        "hearing:partner:accepted" if accept else "hearing:partner:declined",
        f"{SUBJECT}/{partner.agency.slug}",
        actor=actor,
        agency_id=partner.agency_id,
        facts={"lead": hearing.agency.slug},
        private={"hearing": hearing.id},
    )


def part(actor: Actor, hearing: Hearing, partner: Partner) -> None:
    """End the partnership before the draft is handed in; either agency may, the leading one or the partner."""
    own = actor.may(Permission.HEARING_APPROVE, partner.agency_id)
    policies.check(own or policies.may_lead(actor, hearing))
    _check_draft(hearing)
    db.session().delete(partner)
    db.session().flush()
    db.session().expire(hearing, ["partners"])


def _check_draft(hearing: Hearing) -> None:
    if hearing.stage is not Stage.DRAFT or policies.is_handed_in(hearing):
        raise Refusal("out-of-order", _l("Who holds a hearing is settled before it is handed in."))


def _tell(hearing: Hearing, agency: Agency, number: int) -> None:
    if not agency.email:
        return
    tongue = "th" if "th" in agency.names else "en"
    with force_locale(tongue):
        lead, address = hearing.agency.name(tongue), mails.address(f"/desk/joint/{number}")
        letter = Letter(
            subject=_("%(agency)s asks to hold a hearing together", agency=lead),
            text=_(
                "%(agency)s asks your agency to hold the hearing “%(title)s” together.\n\n"
                "A publisher of your agency answers here:\n%(address)s\n",
                agency=lead,
                title=hearing.title(tongue),
                address=address,
            ),
            language=tongue,
        )
    notify.send(f"partner:{number}", Recipient(f"agency:{agency.id}", agency.email, tongue), letter)
