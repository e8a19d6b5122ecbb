"""What the API answers about hearings: the shapes of its lists, sections, comments and reports."""

from __future__ import annotations

from marshmallow import fields

from commons.machine import Shape, day, flag, instant, names, part, parts, text, whole
from consult.outcomeshapes import (
    CampaignShape,
    ReplyShape,
    ReturnShape,
    SpreadShape,
    VerdictsShape,
)
from consult.phases.shapes import PhaseShape


class Body(Shape):
    """An agency, by its address and its names."""

    slug = text()
    names = names()


class RuleSetName(Shape):
    """The rule set by which something runs."""

    id = text()
    version = text()
    url = text()


class SummaryState(Shape):
    """The clock of the summary."""

    due_at = instant("Exclusive: the summary is owed before this instant.")
    published_at = instant()
    days_overdue = whole("Whole local days after the due date.")
    is_overdue = flag()


class StanceCounts(Shape):
    """Stances; those of persons whose identity was checked by eID stand apart."""

    agree = whole()
    disagree = whole()
    change = whole()


class HearingCounts(Shape):
    """How many have spoken, each unit defined; never added up across assurance."""

    respondents = whole("Accounts that have spoken at least once.")
    verified_persons = whole("Of these, persons whose identity was checked by eID.")
    comments = whole("Comments with words; replies are not among them.")
    replies = whole("Replies to comments.")
    answers = whole("Themes that the agency has answered.")
    verified_stances = part(StanceCounts)
    other_stances = part(StanceCounts)


class HearingLine(Shape):
    """A hearing as lists show it."""

    number = whole()
    slug = text()
    url = text("The page for people.")
    kind = text()
    status = text("What it is now, by its acts and the clock.")
    topic = text()
    language = text()
    titles = names()
    agency = part(Body)
    rule_set = part(RuleSetName)
    opens_at = instant()
    closes_at = instant("Exclusive: at this instant nothing more is accepted.")
    last_day = day("The last local day on which people may speak.")
    days = whole("Length in local calendar days, as every page counts it.", nullable=True)
    phases = parts(PhaseShape)
    summary = part(SummaryState, nullable=True)


class DateChangeShape(Shape):
    """A change of the closing date; the old one stays visible."""

    old_closes_at = instant()
    new_closes_at = instant()
    reason = text()
    changed_at = instant()


class DocumentShape(Shape):
    """One of the documents that the rule set asks for."""

    code = text()
    language = text()
    words = text()


class VersionShape(Shape):
    """A published version of the draft."""

    number = whole()
    digest = text("SHA-256 of its canonical form.")
    published_at = instant()


class StepShape(Shape):
    """What followed the hearing."""

    kind = text()
    happened_on = day()
    words = text()
    link = text(nullable=True)


class CoverageShape(Shape):
    """How much of what was said is handled: replied to, in a theme, or marked "no issue"."""

    all = whole()
    handled = whole()
    share = fields.Float(required=True)


class HearingWhole(HearingLine):
    """Everything public about one hearing except its words."""

    counts = part(HearingCounts)
    coverage = part(CoverageShape)
    stakeholders_notified = whole()
    no_stakeholders_reason = text(nullable=True)
    takes_late = flag("Whether letters that came after the last day are entered.")
    shorten_ground = text(nullable=True)
    shorten_reason = text(nullable=True)
    withdrawal_reason = text(nullable=True)
    date_changes = parts(DateChangeShape)
    documents = parts(DocumentShape)
    versions = parts(VersionShape)
    steps = parts(StepShape)


class SectionShape(Shape):
    """A section, recital or preamble of one version, with what was said of it."""

    eId = text("Its permanent name in this version (Akoma Ntoso).")  # noqa: N815 - the standard's
    version = whole()
    kind = text()
    number = text()
    heading = text()
    words = text("The plain words, a line a paragraph.")
    takes_stance = flag()
    url = text()
    comments = whole("Under this eId in the newest version, as are the stances.")
    replies = whole()
    verified_stances = part(StanceCounts)
    other_stances = part(StanceCounts)


class AnswerShape(Shape):
    """The agency's answer to a theme."""

    disposition = text()
    reason = text()
    section = text(nullable=True)
    answered_at = instant()
    agency = text("Which agency gave it; null for old answers.", nullable=True)


class ThemeShape(Shape):
    """A point that several comments make."""

    number = whole()
    title = text()
    words = text()
    comments = whole()
    answer = part(AnswerShape, nullable=True)


class AuthorShape(Shape):
    """What the author chose to show; a withheld name is nowhere in the answer."""

    display = text("name, pseudonym, agency, hidden, organisation or behalf.")
    name = text(nullable=True)
    verified = flag("Whether the identity was checked by eID.")
    assurance = text("none, low, substantial or high.")
    speaks_for = text("For whom the author says he speaks.", nullable=True)
    register_number = text(nullable=True)
    capacity = text(nullable=True)
    confirmed = flag("Whether the house knows him as a member of that body.")


class CommentShape(Shape):
    """One thing said: a comment, a reply or a bare stance."""

    number = whole()
    url = text()
    section = text("Where it was written; empty for the text as a whole.")
    version = whole("The version on which it was written.")
    place = text("Where it stands in the newest version; null once orphaned.", nullable=True)
    placing = text()
    author = part(AuthorShape)
    confidential = flag("Whether a further part is sealed to the agency's desk.")
    confidential_reason = text(nullable=True)
    stance = text(nullable=True)
    has_words = flag()
    words = text()
    suggestion = text("The wording that the author suggests.", nullable=True)
    language = text()
    channel = text()
    received_on = day()
    reply_to = whole(nullable=True)
    written_at = instant()
    withdrawn_at = instant()
    cover = text(
        "redacted, hidden or removed (by order) where moderation took words.", nullable=True
    )
    cover_ground = text("The coded ground; the public log names body and appeal.", nullable=True)
    covered_at = instant()
    digest = text("The hash on the receipt.")
    themes = fields.List(fields.Integer(), required=True)
    no_issue_reason = text(nullable=True)


class ReportShape(Shape):
    """The summary report, once published, with themes and coverage."""

    hearing = text()
    published_at = instant()
    fields_ = fields.Dict(
        keys=fields.String(), values=fields.String(), required=True, data_key="fields"
    )
    coverage = part(CoverageShape)
    counts = part(HearingCounts)
    themes = parts(ThemeShape)
    campaigns = parts(CampaignShape)
    official_replies = parts(ReplyShape)
    verdicts = part(VerdictsShape)
    returns = parts(ReturnShape)
    spread = part(SpreadShape)
