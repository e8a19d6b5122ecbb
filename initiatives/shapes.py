"""What the API answers about initiatives: the shapes of its lists, pages and counts."""

from __future__ import annotations

from marshmallow import fields, validate

from commons.machine import Paging, Shape, day, flag, instant, names, part, parts, text, whole
from initiatives.about.models import PolicyField
from initiatives.lists import Sort
from initiatives.states import PRIVATE, State

PUBLIC_STATES = [state.value for state in State if state not in PRIVATE]


class InitiativeFilters(Paging):
    """Which initiatives, and in which order."""

    status = fields.String(validate=validate.OneOf(PUBLIC_STATES))
    agency = fields.String(metadata={"description": "The receiving body."})
    committee = fields.String(metadata={"description": "A committee's slug."})
    rule_set = fields.String(metadata={"description": "A rule set's id."})
    q = fields.String(load_default="", validate=validate.Length(max=200))
    topic = fields.String(
        load_default="",
        validate=validate.OneOf(["", *(each.value for each in PolicyField)]),
        metadata={"description": "A field of the closed list."},
    )
    tag = fields.String(load_default="", validate=validate.Length(max=40))
    area = fields.String(load_default="", validate=validate.Length(max=100))
    sort = fields.Enum(Sort, by_value=fields.String, load_default=Sort.NEWEST)


class Receiver(Shape):
    """The body that receives an initiative, or its committee."""

    slug = text()
    names = names()


class InitiativeRules(Shape):
    """The rule set by which an initiative runs."""

    id = text()
    version = text()
    url = text()


class SupportShape(Shape):
    """The public count: it moves by releases, so that nobody can watch a quiet sheet."""

    net = whole("Signatures of the last released head, less those withdrawn.")
    released_at = instant()
    next_release_by = instant("When, at the latest, the count moves next.")
    threshold = whole(nullable=True)
    reached_at = instant()
    collected = whole("As sealed and handed over.", nullable=True)
    verified = whole("As confirmed by the verifying authority.", nullable=True)
    missing = whole("How many the verified ones fall short of the threshold.", nullable=True)


class OwedShape(Shape):
    """One act that is owed, by whom and until when."""

    what = text()
    by = text()
    due_at = instant("Exclusive; null where the law sets no date.")
    days_left = whole(nullable=True)
    days_overdue = whole()
    is_overdue = flag()


class InitiativeLine(Shape):
    """An initiative as lists show it."""

    number = whole()
    slug = text()
    url = text("The page for people.")
    title = text()
    language = text()
    status = text("Where it stands now, by its acts and the clock.")
    practice = flag("A practice collection counts nowhere.")
    rule_set = part(InitiativeRules)
    receiver = part(Receiver)
    opens_at = instant()
    closes_at = instant("Exclusive: a consent from this instant on does not count.")
    planned_closes_at = instant("The end before lost time was given back, or an early end.")
    support = part(SupportShape)
    owed = parts(OwedShape, "What is owed next, the nearest first.")


class ReviewShape(Shape):
    """One round of the review, with its public reason."""

    submitted_at = instant()
    due_at = instant()
    decided_at = instant()
    verdict = text(nullable=True)
    code = text(nullable=True)
    reason = text()


class MeetingShape(Shape):
    """A sitting of the committee."""

    held_on = day()
    topic = text()
    heard = text()


class OriginShape(Shape):
    """The signed message of parliament's own system that brought an act."""

    key = text("The public key that signed it (Ed25519, hexadecimal).")
    message_sha256 = text("Over the signed bytes.")
    url = text("The signed message, word for word.")
    at_once = flag("Whether it took effect without a person at the desk.")


class ReadingShape(Shape):
    """What an entry says of the committee's decision."""

    outcome = text()
    outcome_names = names()
    clause = text("On which provision the committee relies, as it names it; may be empty.")
    reason = text()
    decided_on = day()


class CorrectionShape(ReadingShape):
    """A later entry that corrected the one before, and why."""

    why = text()


class DecisionShape(ReadingShape):
    """The committee's decision, as its newest entry says it."""

    corrections = parts(CorrectionShape)
    brought_by = part(OriginShape, nullable=True)


class ExtensionShape(Shape):
    """More time for the committee's answer."""

    before = instant()
    due_at = instant()
    reason = text()
    brought_by = part(OriginShape, nullable=True)


class ReferralShape(Shape):
    """What a committee owes, by when, and what it has done."""

    committee = part(Receiver)
    forwarded_at = instant()
    receipt_due_at = instant()
    received_at = instant()
    registry_number = text(nullable=True)
    receipt_brought_by = part(
        OriginShape, "Null where a person alone entered it, as with each of these.", nullable=True
    )
    hearing_due_at = instant()
    taken_up_at = instant()
    answer_due_at = instant()
    answered_at = instant()
    meetings = parts(MeetingShape)
    decision = part(DecisionShape, nullable=True)
    extensions = parts(ExtensionShape)


class WordingShape(Shape):
    """A published version of the proposal, part by part."""

    number = whole()
    title = text()
    parts = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    published_at = instant()


class AnnexShape(Shape):
    """An annex: whoever signs the text signs its digest too."""

    title = text()
    type = text()
    size = whole("In bytes.")
    sha256 = text()
    url = text()


class OrganisationShape(Shape):
    """An organisation that the initiators name beside them."""

    name = text()
    register_number = text()
    url = text()


class AboutShape(Shape):
    """To which fields it belongs and where; none of it is signed."""

    topics = fields.List(fields.String(), required=True)
    tags = fields.List(fields.String(), required=True)
    area = text()
    point = text("Latitude and longitude (WGS 84), or empty.")
    organisations = parts(OrganisationShape)


class InitiativeWhole(InitiativeLine):
    """Everything public about one initiative."""

    summary = text()
    about = part(AboutShape)
    annexes = parts(AnnexShape)
    merged_into = text("The page of the initiative in which it goes on.", nullable=True)
    sheet_digest = text("The one digest of what is signed (SHA-256).", nullable=True)
    initiators = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "Confirmed by eID, with their consent."},
    )
    reviews = parts(ReviewShape)
    versions = parts(WordingShape)
    referrals = parts(ReferralShape)


class DayShape(Shape):
    """How the public count moved on one local day."""

    day = day(nullable=False)
    signatures = whole()
    withdrawals = whole()
    net = whole("The public count at the end of that day.")
