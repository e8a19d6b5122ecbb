"""Whoever changes a row behind the house's back is found: each published thing against the record."""

from __future__ import annotations

import sqlalchemy as sa
from flask import Flask

from commons import db
from consult import books
from consult.services import replying, summarising
from consult.services.replying import Given
from consult.states import Disposition
from portal import integrity, rulebook
from tests import people
from tests.consult import making

DAMAGES = {
    "comment 1 was altered": "UPDATE discussion_comment SET words = 'I love it' WHERE number = 1",
    "comment 2 is missing": "UPDATE discussion_comment SET number = 0 WHERE number = 2",
    "comment 4 is missing": "UPDATE discussion_thread SET last_number = 4",
    "version 1 is not": "UPDATE text_node SET words = 'Nobody pays.' WHERE position = 3",
    "the summary is not": """UPDATE hearing_summary SET fields = '{"method": "none"}'""",
    "answer to theme 1": "UPDATE hearing_answer SET reason = 'Never.'",
    "answer to reply 1": "UPDATE hearing_reply SET disposition = 'accepted'",
    "the rules are not": """UPDATE law_rule_set SET body = '{}' WHERE ruleset_id = 'generic'""",
}
"""What somebody with the database may do, by what the check must say of it."""


def summarised(app: Flask) -> int:
    """A hearing with three comments, one reply, one answer and a published summary."""
    number = making.ready(app)
    with making.at(app, making.WHILE_OPEN):
        hearing = making.find(number)
        for hint in ("citizen-a", "citizen-b", "citizen-c"):
            making.says(hint, hearing, f"Words of {hint}.")
    with making.at(app, making.AFTER):
        hearing = making.find(number)
        officer = people.actor("officer-1")
        replying.reply(officer, hearing, [1], Given(Disposition.NOTED, "Thank you."))
        making.answered(hearing, [1, 2, 3])
        summarising.submit(people.actor("officer-1"), hearing)
        summarising.publish(people.actor("publisher"), hearing)
    with db.transaction():
        rulebook.note()
    return number


def test_every_damage_behind_the_houses_back_is_found_and_named(app: Flask) -> None:
    summarised(app)
    with db.transaction():
        assert [*books.faults(), *rulebook.faults()] == []
    with db.transaction() as session:
        for damage in DAMAGES.values():
            session.execute(sa.text(damage))

    with db.transaction():
        found = integrity.check()

    for named in DAMAGES:
        assert [fault for fault in found if named in fault], named
    assert len(found) == len(DAMAGES)
