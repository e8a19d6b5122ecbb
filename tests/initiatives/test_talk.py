"""The discussion at the front door: sides, replies, reactions, edits, names withheld, hints, drafts."""

from __future__ import annotations

import re
from datetime import timedelta

from flask import Flask

from commons import clock, db, jobs
from commons.discussion import drafts
from commons.moderation import queries as moderation
from commons.notify import post
from tests import people
from tests.initiatives.discussed import browser
from tests.initiatives.discussed import road as road
from tests.initiatives.road import START, Road

LATER = START + timedelta(days=1)


def path_of(road: Road) -> str:
    """The address of the proposal."""
    with db.transaction():
        return road.x.path


def test_arguments_stand_on_their_side_and_are_answered_supported_and_edited(
    road: Road, sqlite_app: Flask
) -> None:
    path = path_of(road)
    with clock.travel(LATER):
        ann, ben = browser(sqlite_app, "citizen-a"), browser(sqlite_app, "citizen-b")
        people.confirm_address("citizen-a", "ann@example.org")
        ann.post(f"{path}/comments", data={"stance": "agree", "words": "It helps children."})
        ben.post(f"{path}/comments", data={"stance": "disagree", "words": "It costs much."})

        page = ben.get(f"{path}/discussion").text
        sides = re.split(r'id="side-(for|against|other)"', page)
        assert "It helps children." in sides[2] and "It costs much." in sides[4]
        only = ben.get(f"{path}/discussion?side=for&order=newest").text
        assert "It helps children." in only and "It costs much." not in only
        assert ben.get(f"{path}/discussion?side=nowhere&order=%00&after=x").status_code in (
            200,
            400,
        )

        replied = ben.post(f"{path}/comments/1/replies", data={"words": "By how much?"})
        assert replied.status_code == 303
        assert ben.post(f"{path}/comments/1/replies", data={"words": " "}).status_code == 422
        assert ben.post(f"{path}/comments/99/replies", data={"words": "x"}).status_code == 404
        assert ben.post(f"{path}/comments/1/reaction", data={"mood": "support"}).status_code == 303
        assert ann.post(f"{path}/comments/1/reaction", data={"mood": "support"}).status_code == 403
        edited = ann.post(f"{path}/comments/1/edit", data={"words": "It helps all children."})
        assert edited.status_code == 303
        assert ben.post(f"{path}/comments/1/edit", data={"words": "Mine now."}).status_code == 403

        one = sqlite_app.test_client().get(f"{path}/comments/1").text
        assert "By how much?" in one and 'id="former"' in one
        assert "<ins>all" in one and "lp-redline" in one
        jobs.run_due()
        assert any("comments/1#comment-3" in letter["text"] for letter in post.sunk())
    with clock.travel(START + timedelta(days=20)):
        ben = browser(sqlite_app, "citizen-b")
        closed = ben.post(f"{path}/comments/1/replies", data={"words": "Too late?"})
        assert closed.status_code == 409 and "Too late?" in closed.text


def test_a_name_is_withheld_by_its_author_alone_and_for_ever(road: Road, sqlite_app: Flask) -> None:
    path = path_of(road)
    with clock.travel(LATER):
        ann, ben = browser(sqlite_app, "citizen-a"), browser(sqlite_app, "citizen-b")
        ann.post(f"{path}/comments", data={"words": "I said this."})
        with db.transaction():
            name = people.actor("citizen-a").name
        assert name in ben.get(f"{path}/comments/1").text

        assert ben.post(f"{path}/comments/1/withhold-name").status_code == 403
        assert ann.post(f"{path}/comments/1/withhold-name").status_code == 303
        assert ann.post(f"{path}/comments/1/withhold-name").status_code == 409

        page = ben.get(f"{path}/comments/1").text
        article = page[page.index("<article") : page.index("</article>")]
        assert name not in article and "I said this." in article


def test_coarse_words_bring_a_hint_and_a_moderators_look_but_are_never_kept_back(
    road: Road, sqlite_app: Flask
) -> None:
    path = path_of(road)
    with clock.travel(LATER):
        ann = browser(sqlite_app, "citizen-a")
        said = {"stance": "disagree", "words": "Only an idiot writes this."}

        first = ann.post(f"{path}/comments", data=said)
        assert first.status_code == 422 and 'id="hint"' in first.text
        assert "Only an idiot writes this." in first.text
        assert ann.post(f"{path}/comments", data={**said, "sure": "y"}).status_code == 303

        assert "Only an idiot" in sqlite_app.test_client().get(f"{path}/discussion").text
        with db.transaction():
            waiting = moderation.queue([road.x.agency_id])
            assert [(case.number, case.hints) for case in waiting] == [(1, ["insult"])]


def test_marked_words_and_a_draft_are_kept_with_the_section(road: Road, sqlite_app: Flask) -> None:
    path = path_of(road)
    with clock.travel(LATER):
        ann = browser(sqlite_app, "citizen-a")
        eid = re.search(r"/sections/([\w~-]+)", ann.get(path).text).group(1)  # type: ignore[union-attr]
        here = f"{path}/sections/{eid}"
        kept = ann.post(f"{here}/draft", data={"words": "Half a thought"})
        assert kept.status_code == 303 and "Half a thought" in ann.get(here).text
        assert "Half a thought" not in browser(sqlite_app, "citizen-b").get(here).text

        wrong = {"words": "Which air?", "quote": "no such words"}
        assert ann.post(f"{here}/comments", data=wrong).status_code == 422
        right = ann.post(f"{here}/comments", data={"words": "Which air?", "quote": "measures"})
        assert right.status_code == 303
        assert "<mark>measures</mark>" in sqlite_app.test_client().get(here).text
        with db.transaction():
            account = people.actor("citizen-a").account_id
            assert drafts.kept(account, "initiative", str(road.number), eid) is None


def test_many_comments_in_a_minute_are_one_too_many(road: Road, sqlite_app: Flask) -> None:
    path = path_of(road)
    with clock.travel(LATER):
        ann = browser(sqlite_app, "citizen-a")
        codes = [
            ann.post(f"{path}/comments", data={"words": f"Word {n}"}).status_code for n in range(31)
        ]
        last = ann.post(f"{path}/comments", data={"words": "And again"})

        assert codes == [303] * 30 + [429]
        assert int(last.headers["Retry-After"]) > 0 and "And again" in last.text
