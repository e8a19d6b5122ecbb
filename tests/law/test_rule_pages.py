"""The pages on which everybody reads by which rules the house runs."""

import pytest

from commons import db
from commons.law import labels, services
from commons.law.rulesets import Kind
from commons.law.schema import KNOWN


@pytest.fixture
def reader(client):
    with db.transaction():
        services.load_files()
    return client


def test_every_rule_set_in_force_is_listed(reader):
    page = reader.get("/rules?lang=en").text

    for ruleset_id in (
        "th-hearing",
        "th-initiative-bill",
        "fi-national",
        "ee-riigikogu",
        "generic",
    ):
        assert f'href="/rules/{ruleset_id}"' in page


def test_a_value_stands_beside_its_clause(reader):
    page = reader.get("/rules/fi-national?lang=en").text

    row = page.split('id="threshold.count"')[1].split("</tr>")[0]
    assert "50,000" in row
    assert "Constitution of Finland, section 53" in row
    assert "Verified" in row


def test_a_value_that_nobody_confirmed_says_so(reader):
    page = reader.get("/rules/th-hearing/2022.1?lang=en").text

    row = page.split('id="hearing.min_duration"')[1].split("</tr>")[0]
    assert "15 days" in row
    assert "Not verified" in row
    assert "An act against it needs a published reason." in row


@pytest.mark.parametrize("address", ["/rules/no-such", "/rules/th-hearing/9.9"])
def test_an_unknown_rule_set_is_not_found(reader, address):
    assert reader.get(address).status_code == 404


def test_thai_readers_read_thai(reader):
    page = reader.get("/rules/th-hearing?lang=th").text

    assert "๑๕ วัน" in page
    assert "พระราชบัญญัติหลักเกณฑ์การจัดทำร่างกฎหมาย" in page


def test_every_known_parameter_has_a_name_in_plain_words():
    known = {name for kind in Kind for name in KNOWN[kind]}

    assert known == set(labels.LABELS)


def test_every_known_parameter_has_a_heading():
    prefixes = {prefix for _key, _title, some in labels.GROUPS for prefix in some}

    lost = {n for n in labels.LABELS if n.split(".")[0] not in prefixes}

    assert lost == set()


def test_what_is_new_of_the_union_stands_in_words_beside_its_clause(reader):
    page = reader.get("/rules/eu-eci/2024.2?lang=en").text

    notice = page.split('id="collection.start_notice"')[1].split("</tr>")[0]
    ages = page.split('id="signer.min_ages"')[1].split("</tr>")[0]
    assert "10 working days" in notice and "section 8" in notice
    assert "16: Austria, Belgium, Estonia, Germany, Malta; 17: Greece; 18: Bulgaria" in ages


def test_either_citizen_or_resident_is_said_so(reader):
    page = reader.get("/rules/uk-petition/2015.2?lang=en").text
    changes = reader.get("/rules/uk-petition/2015.2/changes?lang=en").text

    row = page.split('id="signer.eligibility"')[1].split("</tr>")[0]
    assert "citizens, and residents whatever their citizenship: either is enough" in row
    assert "either is enough" in changes
