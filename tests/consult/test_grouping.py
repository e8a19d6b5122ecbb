"""Campaigns and proposed themes: the same texts, the same groups; a person decides; nothing is lost."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from commons.discussion import attachments, filewords
from commons.errors import Refusal
from consult.grouping import clusters, keywords, queries, shingles
from consult.grouping.keywords import Said
from consult.grouping.models import CampaignState
from consult.grouping.services import campaigning, deciding, proposing, sketching
from consult.models import DISCUSSION
from consult.queries import answers
from consult.services import speaking
from consult.speech import jobs as speech_jobs
from consult.speech.beside import Beside
from tests import people
from tests.consult import making
from tests.consult.making import AFTER, WHILE_OPEN, at, says

LETTER = (
    "The time for a permit is far too short for small farms, because the office needs the soil "
    "report first and the laboratory takes four weeks for it. Please give us thirty days instead."
)
THAI = (
    "กำหนดเวลาออกใบอนุญาตสั้นเกินไปสำหรับเกษตรกรรายย่อย เพราะต้องรอผลตรวจดินจากห้องปฏิบัติการ "
    "ซึ่งใช้เวลาถึงสี่สัปดาห์ ขอให้ขยายเป็นสามสิบวัน"
)
OTHERS = (
    "I live beside the cement works and cough every night of the burning season with my children.",
    "Who reads the register of sources, and how does somebody without the internet come to see it?",
    "A fine of this size closes a family farm while a company pays it out of the petty cash box.",
)


def refused(code: str) -> pytest.RaisesExc[Refusal]:
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


texts = st.lists(
    st.builds(
        lambda which, tail: f"{(LETTER, THAI, *OTHERS)[which]} {tail}",
        st.integers(0, 4),
        st.sampled_from(["", "Best wishes, Somchai.", "ขอบคุณครับ", "We ask you for this."]),
    ),
    max_size=12,
)


@settings(max_examples=40, deadline=None)
@given(texts, st.randoms(use_true_random=False))
def test_the_order_of_the_texts_plays_no_part(said: list[str], chance: object) -> None:
    made = {key: sketch for key, words in enumerate(said) if (sketch := shingles.sketch(words))}
    mixed = list(made.items())
    chance.shuffle(mixed)  # type: ignore[attr-defined]

    assert clusters.clusters(dict(mixed)) == clusters.clusters(made)


def test_a_greeting_of_ones_own_leaves_a_text_in_its_campaign_in_both_languages() -> None:
    said = [LETTER, f"Dear Sirs, {LETTER}", f"{LETTER} Yours, a farmer", THAI, f"เรียนท่าน {THAI}"]
    said += OTHERS

    made = {key: shingles.sketch(words) or b"" for key, words in enumerate(said)}

    assert clusters.clusters(made) == [(0, 1, 2), (3, 4)]


def test_the_sketch_estimates_the_resemblance() -> None:
    first, second = LETTER, f"Dear Sirs, I agree with my neighbours. {LETTER}"

    ours, theirs = shingles.shingles(first), shingles.shingles(second)
    true = len(ours & theirs) / len(ours | theirs)
    guess = shingles.likeness(shingles.sketch(first) or b"", shingles.sketch(second) or b"")

    assert abs(true - guess) < 0.2
    assert shingles.sketch("Too short.") is None


def test_extracts_are_the_words_of_comments_and_proposals_follow_from_them_alone() -> None:
    said = [
        Said(n, "sec_3", f"Voice {n}. Thirty days for permits are needed here.") for n in (1, 2, 3)
    ]
    said += [Said(n, "sec_4", f"The register belongs online {n}. Nothing else.") for n in (4, 5, 6)]

    found = keywords.propose(said)

    assert found == keywords.propose(list(reversed(said)))
    assert {(one.place, one.comments) for one in found} == {
        ("sec_3", (1, 2, 3)),
        ("sec_4", (4, 5, 6)),
    }
    words = {one.number: one.words for one in said}
    for proposal in found:
        assert proposal.extracts
        for extract in proposal.extracts:
            sentence = words[extract.number][extract.begin : extract.end]
            assert any(word in sentence.lower() for word in proposal.keywords)


def spoken(app: Flask) -> int:
    number = making.ready(app)
    with at(app, WHILE_OPEN):
        hearing = making.find(number)
        for voter in range(1, 7):
            says(f"voter-{voter}", hearing, f"{LETTER} Number {voter} of our village.")
        for place, words in enumerate(OTHERS, start=7):
            says(f"voter-{place}", hearing, words)
    return number


def test_a_campaign_is_proposed_confirmed_joined_split_and_undone(app: Flask) -> None:
    number = spoken(app)
    with at(app, WHILE_OPEN):
        hearing, officer = making.find(number), people.actor("officer-1")
        sketching.look_at_all()
        (line,) = queries.lines(hearing, CampaignState.PROPOSED)
        assert (line.campaign.texts, line.first.number if line.first else 0) == (6, 1)
        assert queries.totals(hearing).campaigns == 0

        with refused("not-permitted"):
            deciding.confirm(people.actor("officer-b"), hearing, line.campaign)
        kept = deciding.confirm(officer, hearing, line.campaign)
        with refused("already-decided"):
            deciding.confirm(officer, hearing, kept)
        says("voter-20", hearing, f"{LETTER} Later, from the next village.")
        sketching.look(hearing)
        (later,) = queries.lines(hearing, CampaignState.PROPOSED)
        assert (later.joins, later.campaign.texts) == (kept.number, 1)
        assert deciding.confirm(officer, hearing, later.campaign).texts == 7

        with refused("nothing-ticked"):
            deciding.split(officer, hearing, kept, [])
        parted = deciding.split(officer, hearing, kept, [1, 2])
        assert (parted.texts, kept.texts, queries.totals(hearing).texts) == (2, 5, 7)
        deciding.undo(officer, hearing, parted)
        campaigning.propose(hearing)
        assert not queries.lines(hearing, CampaignState.PROPOSED)
        deciding.bring_back(officer, hearing, parted)
        assert [c.number for c in queries.texts(kept)] == [3, 4, 5, 6, 10]
        assert answers.coverage(hearing).all == 10


def test_everybody_reads_each_text_of_a_campaign(app: Flask, client: FlaskClient) -> None:
    number = spoken(app)
    with at(app, AFTER):
        hearing, officer = making.find(number), people.actor("officer-1")
        sketching.look(hearing)
        (line,) = queries.lines(hearing, CampaignState.PROPOSED)
        path, proposed = hearing.path, line.campaign.number
    assert client.get(f"{path}/campaigns/{proposed}").status_code == 404

    people.sign_in(client, "officer-1")
    desk = f"/desk{path}/campaigns"
    assert "6 texts" in client.get(desk).text
    assert client.post(f"{desk}/{proposed}/confirm").status_code == 303
    assert client.post(f"{desk}/{proposed}/confirm").status_code == 409
    people.sign_out(client)

    assert "1 campaign, 6 texts" in client.get(f"{path}/campaigns").text
    shown = client.get(f"{path}/campaigns/{proposed}").text
    assert all(f"Number {voter} of our village" in shown for voter in range(1, 7))
    report = client.get(f"{path}/report").text
    assert "1 campaign" in report
    assert "3 comments outside campaigns" in report
    assert client.get(f"{path}/report.json").json["campaigns"][0]["texts"] == 6
    assert officer.account_id


def test_proposed_themes_are_renamed_merged_or_dropped(app: Flask, client: FlaskClient) -> None:
    number = spoken(app)
    with at(app, AFTER):
        hearing = making.find(number)
        with refused("not-permitted"):
            proposing.propose(people.actor("officer-b"), hearing)
        path = f"/desk{hearing.path}/proposals"

    people.sign_in(client, "officer-1")
    assert client.post(path).status_code == 303
    assert "6 comments" in client.get(path).text
    bad = client.post(f"{path}/1", data={"act": "accept", "title": "", "theme": ""})
    assert bad.status_code == 422
    assert "Give the theme a name." in bad.text
    good = client.post(f"{path}/1", data={"act": "accept", "title": "Thirty days", "theme": ""})
    assert good.status_code == 303
    assert client.post(f"{path}/1", data={"act": "drop"}).status_code == 404

    with at(app, AFTER):
        hearing = making.find(number)
        (line,) = answers.themes(hearing)
        assert (line.theme.title, line.comments >= 3) == ("Thirty days", True)


def test_the_same_letter_as_a_file_is_one_campaign_with_those_who_wrote_it_out(app: Flask) -> None:
    number = spoken(app)
    with at(app, WHILE_OPEN):
        hearing, writer = making.find(number), people.actor("voter-30")
        before = shingles.sketch("See attached.")
        said = making.Statement(version=1, section="sec_3", words="See attached.")
        held = attachments.hold(writer.account_id or 0, "letter.txt", LETTER.encode())
        sketching.look_at_all()
        speaking.comment(writer, hearing, said, beside=Beside(files=(held,)))
        sketching.look(hearing)
        (early,) = queries.lines(hearing, CampaignState.PROPOSED)
        early_texts = early.campaign.texts
        speech_jobs.read({"attachment": 1})
        sketching.look_at_all()
        (line,) = queries.lines(hearing, CampaignState.PROPOSED)
        counted = filewords.counts(DISCUSSION, hearing.key)

        assert before is None
        assert (early_texts, line.campaign.texts) == (6, 7)
        assert (counted.files, counted.comments, counted.with_text) == (1, 1, 1)
        assert counted.signs == len(LETTER)
