"""A broken, huge, hostile, empty or binary file gets one clear sentence, fast."""

import contextlib
import time

import pytest

from commons.texts import decoding, importing, tree, xml
from commons.texts.report import BadFile
from tests.texts import laws

BOMB = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">
<!ENTITY lol1 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">
<!ENTITY lol2 "&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;">]>
<akomaNtoso><act><body><section><p>&lol2;</p></section></body></act></akomaNtoso>"""
XXE = """<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<akomaNtoso><act><body><section><p>&x;</p></section></body></act></akomaNtoso>"""
AKN = "<akomaNtoso><act><body>{}</body></act></akomaNtoso>"
MANY = "<p/>" * (xml.LIMITS.elements + 1)
DEEP = "<section>" * 500 + "word" + "</section>" * 500

HOSTILE = {
    "empty": b"",
    "only-spaces": b" \n\t ",
    "huge": b"a" * (decoding.MAX_BYTES + 1),
    "bomb": BOMB.encode(),
    "bomb-in-utf16": BOMB.replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16"),
    "external-entity": XXE.encode(),
    "unknown-entity": AKN.format("<section><p>&nope;</p></section>").encode(),
    "too-many-elements": AKN.format(MANY).encode(),
    "too-deep": AKN.format(DEEP).encode(),
    "truncated": AKN.format("<section><p>word").encode()[:-30],
    "other-xml": b"<rss><channel><title>x</title></channel></rss>",
    "no-body": b"<akomaNtoso><act><meta/></act></akomaNtoso>",
    "no-words": AKN.format("<section><num>1</num></section>").encode(),
    "zip": b"PK\x03\x04" + b"\x00" * 100,
    "pdf": b"%PDF-1.7 ...",
    "binary": bytes(range(256)) * 40,
    "zeros": bytes(5000),
    "empty-web-page": b"<!DOCTYPE html><html><body><script>law()</script></body></html>",
    "endless-web-page": b"<!DOCTYPE html>" + b"<p>a" * 200_001,
    "old-word": b"\xd0\xcf\x11\xe0" + bytes(600),
    "turned-words": "Section 1. Pay \u202e001\u202c baht.".encode(),
    "turned-words-in-xml": AKN.format("<section><p>a &#x202E;b</p></section>").encode(),
    "nul-in-xml": AKN.format("<section><p>a &#0;b</p></section>").encode(),
    "one-endless-line": b"# a\n\n" + b"[" * 3_000_000,
    "endless-text": (b"word " * 9_000 + b"\n") * 80,
    "endless-title": b"# " + b"word " * 2_000 + b"\n\nSection 1. A rule.",
    "too-many-lines": b"Section 1.\n" * (40_001),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_bad_file_gets_one_sentence_at_once(name):
    begun = time.monotonic()

    with pytest.raises(BadFile) as refused:
        importing.read("law.xml" if b"<" in HOSTILE[name][:40] else "law.txt", HOSTILE[name])

    assert refused.value.code == "bad-file"
    assert refused.value.message.endswith(".")
    assert "\n" not in refused.value.message
    assert time.monotonic() - begun < 5


STRANGE = {
    "stars": (b"*a_ " * 10_000 + b"\n") * 30,
    "brackets": (b"[" * 40_000 + b"\n") * 30,
    "wrapped-lines": b"Section 1. It\n" + (b"a" * 60 + b"\n") * 39_000,
    "one-number-for-all": b"Section 1. It\n" * 19_000,
    "open-quotes": "“Section 2. It\n".encode() * 9_000,
    "long-number": b"Section " + b"1" * 9_000 + b" The rule.",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", STRANGE)
def test_a_strange_file_does_not_hold_the_house_up(name):
    begun = time.monotonic()

    with contextlib.suppress(BadFile):
        importing.read("law.md", b"# Draft\n\nSection 9. A rule.\n\n" + STRANGE[name])

    assert time.monotonic() - begun < 20


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "tis-620"]
)
def test_a_thai_law_is_read_in_any_encoding_that_offices_use(encoding):
    text = laws.THAI.replace("“", '"').replace("”", '"')

    parsed = importing.read("law.txt", text.encode(encoding))

    assert laws.eids(parsed)[:3] == ["sec_1", "sec_2", "sec_5-1"]
    assert any(line.code == "encoding" for line in parsed.report.repairs) == (encoding == "tis-620")


def test_an_estonian_law_is_read_from_a_western_code_page():
    parsed = importing.read("law.txt", laws.ESTONIAN.encode("cp1252"))

    assert tree.sections(parsed.tree)[0].heading == "Seaduse reguleerimisala"
    assert "õhu" in parsed.title


def test_broken_thai_signs_are_mended_and_reported():
    broken = "ร่าง\n\nมาตรา ๑ ค\u0e4d\u0e32ว่า น\u0e49\u0e4d\u0e32 และ เ\u0e40ก้"

    parsed = laws.read(broken)

    assert tree.sections(parsed.tree)[0].words == "คำว่า น้ำ และ แก้"
    assert [line.code for line in parsed.report.repairs] == ["broken-sara-am", "broken-sara-ae"]


def test_harmless_invisible_signs_are_taken_out_and_reported():
    parsed = laws.read("Draft\n\nSection 1. Free\u200b buses run\u00ad daily.\n")

    assert tree.sections(parsed.tree)[0].words == "Free buses run daily."
    assert [line.values["point"] for line in parsed.report.repairs] == ["U+200B", "U+00AD"]
