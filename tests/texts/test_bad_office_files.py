"""A hostile, broken or foreign office file gets one clear sentence, fast, and leaves nothing behind."""

import struct
import time

import pytest

from commons.texts import importing
from commons.texts.report import BadFile
from tests.texts import offices

GOOD = offices.docx(offices.p("Section 1. A rule."))
XXE = (
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    f"<w:document {offices.W}><w:body>&x;</w:body></w:document>"
)
LAUGHS = (
    '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]>'
    f"<w:document {offices.W}><w:body>&c;</w:body></w:document>"
)
ENDLESS = f"<w:document {offices.W}><w:body>" + " " * 60_000_000
DEEP = "<w:sdt>" * 400
LONG_LABEL = offices.numbering(offices.level(0, "%1" * 9_999, "thaiLetters", start=999_999_999))


def locked():
    """The same file with the sign of a password on each part."""
    data = bytearray(GOOD)
    for at in [n for n in range(len(data) - 4) if data[n : n + 4] == b"PK\x01\x02"]:
        struct.pack_into("<H", data, at + 8, 1)
    return bytes(data)


HOSTILE = {
    "cut-short": GOOD[: len(GOOD) // 2],
    "not-a-zip": b"PK\x03\x04" + bytes(200),
    "spoiled": GOOD.replace(GOOD[60:90], bytes(30), 1),
    "locked": locked(),
    "entity": offices.packed({"word/document.xml": XXE}),
    "laughs": offices.packed({"word/document.xml": LAUGHS}),
    "endless": offices.packed({"word/document.xml": ENDLESS}),
    "too-deep": offices.docx(DEEP + "</w:sdt>" * 400),
    "not-xml": offices.docx("<w:p>"),
    "not-text": offices.packed({"word/document.xml": bytes(range(128, 255))}),
    "macros": offices.docx(offices.p("Section 1. A rule."), word__vbaProject_DOT_bin=b"x"),
    "no-words": offices.docx("<w:p/>"),
    "no-body": offices.packed({"word/document.xml": f"<w:document {offices.W}/>"}),
    "a-table": offices.packed({"xl/workbook.xml": "<workbook/>"}),
    "a-zip": offices.packed({"law.txt": "Section 1. A rule."}),
    "many-parts": offices.packed({f"p{n}": "" for n in range(5_001)}),
    "odt-entity": offices.packed({"mimetype": offices.ODT_TYPE, "content.xml": XXE}),
    "odt-empty": offices.odt(""),
    "odt-cut": offices.odt("<text:p>Section 1. A rule.</text:p>")[:-40],
    "odt-macros": offices.odt("<text:p>A rule.</text:p>", Basic__script="x"),
    "odt-locked": offices.packed(
        {
            "mimetype": offices.ODT_TYPE,
            "META-INF/manifest.xml": "<m><encryption-data/></m>",
            "content.xml": b"\x93\x01",
        }
    ),
    "turned-words": offices.docx(offices.p("Section 1. Pay \u202e001\u202c baht.")),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_bad_office_file_gets_one_sentence_at_once(name):
    begun = time.monotonic()

    with pytest.raises(BadFile) as refused:
        importing.read("draft.docx", HOSTILE[name])

    assert refused.value.code == "bad-file"
    assert refused.value.message.endswith(".")
    assert "\n" not in refused.value.message
    assert time.monotonic() - begun < 10


def test_absurd_labels_cost_nothing():
    body = "".join(offices.p("A rule.", 0) for _ in range(2_000))
    begun = time.monotonic()

    parsed = importing.read("draft.docx", offices.docx(body, LONG_LABEL))

    assert parsed.tree.nodes
    assert time.monotonic() - begun < 10


def test_a_good_file_beside_the_bad_ones_is_read():
    assert importing.read("draft.docx", GOOD).tree.nodes
