"""A text has versions: previewed, published for ever, or thrown away without a trace."""

import hashlib

import pytest
import sqlalchemy as sa

from commons import db
from commons.errors import Refusal
from commons.texts import queries, services, tree
from commons.texts.matching import match
from commons.texts.models import Node, Version
from tests.texts import laws


def staged(language="th", source=laws.THAI):
    parsed = laws.read(source)
    text = services.create(parsed.title, language)
    return parsed, text, services.stage(text, parsed)


def test_what_is_read_back_is_what_was_staged(app):
    with db.transaction():
        parsed, _text, version = staged()

    with db.transaction(writes=False):
        assert queries.whole(version.id) == parsed.tree


def test_the_digest_is_that_of_the_canonical_bytes(app):
    with db.transaction():
        _parsed, _text, version = staged()

        assert version.digest == hashlib.sha256(queries.digest_bytes(version.id)).hexdigest()


def test_a_preview_has_no_number_and_a_published_version_the_next_one(app):
    with db.transaction():
        parsed, text, first = staged()
        assert first.number is None

        services.publish(first)
        second = services.publish(services.stage(text, parsed))

        assert (first.number, second.number) == (1, 2)
        assert queries.latest(text.id).id == second.id
        assert queries.version(text.id, 1).id == first.id


def test_a_discarded_preview_leaves_nothing(app):
    with db.transaction():
        _parsed, _text, version = staged()

        services.discard(version)

        counts = sa.select(sa.func.count())
        assert db.session().scalar(counts.select_from(Node)) == 0
        assert db.session().scalar(counts.select_from(Version)) == 0


@pytest.mark.parametrize("act", [services.publish, services.discard])
def test_a_published_version_cannot_be_published_again_or_discarded(app, act):
    with db.transaction():
        _parsed, _text, version = staged()
        services.publish(version)

        with pytest.raises(Refusal) as refused:
            act(version)

        assert refused.value.code == "version-published"


def test_the_words_of_a_version_are_never_rewritten(app):
    with db.transaction():
        staged()

    with pytest.raises(Refusal), db.transaction() as session:
        session.scalars(sa.select(Node).limit(1)).one().words = "something else"


def test_a_published_version_does_not_change_its_title(app):
    with db.transaction():
        _parsed, _text, version = staged()
        services.publish(version)

    with pytest.raises(Refusal), db.transaction() as session:
        session.get_one(Version, version.id).title = "another"


def test_a_section_knows_its_chapter_and_its_neighbours(app):
    with db.transaction():
        _parsed, _text, version = staged()

        view = queries.section(version.id, "sec_5-1")

        assert view.label == "มาตรา ๕/๑"
        assert [crumb.label for crumb in view.crumbs] == ["หมวด ๑ บททั่วไป"]
        assert (view.previous.eid, view.following.eid) == ("sec_2", "sec_6-bis")
        assert view.plain.startswith("ในพระราชบัญญัตินี้\n(๑)")
        assert view.takes_stance


def test_a_preamble_is_read_without_a_stance(app):
    with db.transaction():
        _parsed, _text, version = staged()

        view = queries.section(version.id, "preamble")

        assert not view.takes_stance
        assert view.following.eid == "sec_1"


def test_a_section_that_is_not_there_is_refused(app):
    with db.transaction():
        _parsed, _text, version = staged()

        with pytest.raises(Refusal) as refused:
            queries.section(version.id, "sec_99")

        assert refused.value.code == "section-not-found"


def test_the_quoted_section_of_another_law_is_no_section_of_this_one(app):
    with db.transaction():
        _parsed, _text, version = staged()

        found = [entry.eid for entry in queries.sections(version.id)]

        assert found == ["sec_1", "sec_2", "sec_5-1", "sec_6-bis", "sec_7", "sec_8"]


def test_the_outline_lists_divisions_and_sections_in_the_order_of_print(app):
    with db.transaction():
        _parsed, _text, version = staged()

        entries = queries.outline(version.id)

        assert [entry.eid for entry in entries][:4] == ["preamble", "sec_1", "sec_2", "chp_1"]
        assert len(entries) == 10


def test_the_report_is_kept_with_the_version(app):
    with db.transaction():
        broken = laws.THAI.replace("กำ", "ก\u0e4d\u0e32").replace("คำ", "ค\u0e4d\u0e32")
        _parsed, _text, version = staged(source=broken)

        report = queries.report(version.id)

        assert [line.code for line in report.repairs] == ["broken-sara-am"]


def test_a_section_of_the_old_version_is_found_in_the_new_one(app):
    with db.transaction():
        _parsed, text, old = staged()
        renumbered = laws.THAI.replace("มาตรา ๗ ผู้รับ", "มาตรา ๙ ผู้รับ")
        new = services.stage(text, laws.read(renumbered))

        before, after = (tree.sections(queries.whole(one.id)) for one in (old, new))
        found = match(before, after)

        assert found.fate_of("sec_7").to == "sec_9"
        assert found.fate_of("sec_7").state == "moved"
        assert tree.sections(queries.whole(new.id))[4].eid == "sec_9"
