"""What the API answers about campaigns, official replies, returned summaries and verdicts."""

from __future__ import annotations

from commons.machine import Shape, flag, instant, text, whole


class CampaignShape(Shape):
    """Texts that are nearly the same; each of them is a comment of its own."""

    number = whole()
    texts = whole()
    url = text()


class ReplyShape(Shape):
    """An official reply to comments, or to a section."""

    number = whole()
    place = text("The section that it answers; null where it answers comments.", nullable=True)
    comments = whole()
    disposition = text()
    reason = text()
    section = text("The section that was changed because of it.", nullable=True)
    version = whole("The version in which it was changed.", nullable=True)
    answered_at = instant()
    agency = text("Which agency gave it; null for old replies.", nullable=True)


class VerdictsShape(Shape):
    """What participants say, once each: does this answer my point?"""

    yes = whole()
    partly = whole()
    no = whole()


class ReturnShape(Shape):
    """A summary that was given back; its clock ran on from then."""

    by = text("The slug of the body that returned it.")
    reason = text()
    returned_at = instant()
    was_published = flag()


class SpreadShape(Shape):
    """How evenly people spoke."""

    persons = whole()
    first_time = whole("Persons who had spoken in no hearing before.")
    comments = whole("Of accounts that are known.")
    by_ten_busiest = whole("Comments of the ten who wrote most.")
    sections_with_half = whole("So many sections hold half of all comments.")
