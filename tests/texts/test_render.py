"""A section is shown with its numbers, its language and its quotations apart."""

import pytest

from commons import db
from commons.texts import queries, render, services
from tests.texts import laws


@pytest.fixture
def version(sqlite_app):
    with sqlite_app.test_request_context("/?lang=en"), db.transaction():
        parsed = laws.read(laws.THAI.replace("(ก) ในเมือง", "(ก) <b>ในเมือง</b>"))
        yield services.stage(services.create(parsed.title, "th"), parsed)


def test_a_section_is_shown_in_its_own_language_with_its_numbers(version):
    html = render.section(queries.section(version.id, "sec_5-1"))

    assert html.startswith('<div class="lp-lawtext" lang="th">')
    assert '<span class="lp-lawtext__number">(๑)</span>' in html
    assert 'id="sec_5-1__para_1__point_1"' in html


def test_words_of_a_file_are_never_markup(version):
    html = render.section(queries.section(version.id, "sec_5-1"))

    assert "<b>" not in html
    assert "&lt;b&gt;" in html


def test_the_text_of_another_law_is_a_quotation(version):
    html = render.section(queries.section(version.id, "sec_6-bis"))

    assert html.count('<blockquote class="lp-lawtext__quoted"') == 1
    assert "Quoted from another law" in html
    assert "<h" not in html


def test_people_may_jump_to_a_section_by_the_names_they_use(version):
    html = render.whole(queries.whole(version.id))

    assert 'id="sec_7"' in html
    assert 'id="s7"' in html
    assert 'id="มาตรา-7"' in html


def test_every_id_of_a_whole_text_is_given_once(version):
    html = str(render.whole(queries.whole(version.id)))

    ids = [part.split('"')[0] for part in html.split(' id="')[1:]]
    assert len(ids) == len(set(ids))
