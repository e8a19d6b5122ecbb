"""Whatever lines a file holds: every word is kept, every address given once, nothing breaks."""

import collections
import re
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from commons.texts import export, importing, tree
from commons.texts.export import Imprint
from commons.texts.report import BadFile

LINES = [
    "",
    "มาตรา ๑ ความแรก",
    "มาตรา ๒/๑ ความสอง",
    "หมวด ๑",
    "หมวด ๒ บททั่วไป",
    "ส่วนที่ ๑",
    "(๑) ข้อหนึ่ง",
    "(ก) ข้อก",
    "บทเฉพาะกาล",
    "บัญชี ๑",
    "“มาตรา ๕ ความอื่น",
    "(๒) จบ”",
    "ความในวรรคหนึ่ง",
    "Section 1. Title",
    "Section 2. A sentence that ends here.",
    "Article 3",
    "CHAPTER I",
    "PART II The Board",
    "SCHEDULE",
    "(a) item",
    "(i) roman",
    "1) point",
    "1. dotted",
    "– dash",
    "Whereas it is so;",
    "Words alone",
    "WORDS IN CAPITALS",
    "§ 5¹. Nimi",
    "1. peatükk",
    "5 a § Otsikko",
    "2 luku",
    "# Heading one",
    "## Heading two",
    "### Section 7",
    "### Section .",
]
IMPRINT = Imprint("th", "1", "A", date(2026, 1, 1), date(2026, 1, 1))
files = st.lists(st.sampled_from(LINES), max_size=14).map("\n".join)


def words(text):
    return collections.Counter(re.findall(r"\w+", text))


def printed(parsed):
    parts = [parsed.title]
    for step in tree.walk(parsed.tree.nodes):
        parts += [step.node.number, step.node.heading, step.node.words]
    return "\n".join(parts)


@settings(max_examples=300, deadline=None)
@given(files)
def test_every_word_of_a_file_is_kept_and_every_address_given_once(text):
    try:
        parsed = importing.read("f", text.encode())
    except BadFile:
        return

    labels = {"Section"}
    missing = {w for w in words(text) - words(printed(parsed)) if w not in labels}
    assert not missing
    found = collections.Counter(step.node.eid for step in tree.walk(parsed.tree.nodes))
    assert not found or max(found.values()) == 1
    assert tree.sections(parsed.tree)


@settings(max_examples=150, deadline=None)
@given(files)
def test_any_file_that_is_read_survives_export_and_import(text):
    try:
        parsed = importing.read("f", text.encode())
    except BadFile:
        return

    again = importing.read("f", export.akoma_ntoso(parsed.tree, IMPRINT))

    assert again.tree == parsed.tree


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_one_sentence(data):
    try:
        importing.read("f", data)
    except BadFile as refusal:
        assert refusal.message
