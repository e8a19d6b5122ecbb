"""`flask texts` reads and compares files without the application and its settings."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from commons.texts.commands import texts
from tests.texts import laws


def run(*arguments):
    return CliRunner().invoke(texts, [str(argument) for argument in arguments])


def test_import_prints_what_the_contract_names(tmp_path):
    file = tmp_path / "law.md"
    file.write_text(laws.THAI)

    answer = json.loads(run("import", file).stdout)

    assert answer["title"] == "ร่างพระราชบัญญัติอากาศสะอาด พ.ศ. ๒๕๖๙"
    assert answer["sections"][2] == {
        "eId": "sec_5-1",
        "kind": "section",
        "number": "มาตรา ๕/๑",
        "heading": "",
    }
    assert answer["counts"]["section"] == 6
    assert answer["quoted"]["section"] == 1
    assert answer["repairs"] == []
    assert answer["warnings"] == []


def test_import_of_the_european_proposal_counts_as_the_scenario_says():
    answer = json.loads(run("import", laws.real("akn/eu_COM(2013)0619_EN-8.xml")).stdout)

    assert answer["counts"]["article"] == 24
    assert len([row for row in answer["repairs"] if row["code"] == "duplicate-id"]) == 61


def test_compare_prints_the_fate_of_each_section(tmp_path):
    old, new = tmp_path / "a.txt", tmp_path / "b.txt"
    old.write_text("Draft\n\nSection 1. Buses are free of charge in every province.\n")
    new.write_text(
        "Draft\n\nSection 1. Trains carry bicycles at no extra cost.\n\n"
        "Section 2. Buses are free of charge in every district.\n"
    )

    answer = json.loads(run("compare", old, new).stdout)

    fate = answer["a"][0]
    assert 60 <= fate.pop("score") < 100
    assert fate == {
        "eId": "sec_1",
        "number": "Section 1",
        "state": "moved",
        "to": "sec_2",
        "change": "words",
    }
    assert [row["state"] for row in answer["b"]] == ["new", "matched"]


@pytest.mark.parametrize("content", [b"", b"<akomaNtoso><act>", None])
def test_a_bad_file_ends_with_2_and_one_sentence(tmp_path, content):
    file = tmp_path / "law.xml"
    if content is not None:
        file.write_bytes(content)

    result = run("import", file)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert result.stderr.endswith(".\n")


def test_the_commands_load_neither_the_application_nor_its_settings():
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, commons.texts.commands; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()

    assert "portal" not in loaded
    assert "wsgi" not in loaded
    assert "commons.texts.models" not in loaded
