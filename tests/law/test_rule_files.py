"""The rule sets that are shipped, and the checks that no file escapes."""

from datetime import date
from pathlib import Path

import pytest

from commons.law import loading, services
from commons.law.building import build
from commons.law.loading import BadRuleSet, read_file, read_folder
from commons.law.rulesets import Evidence, Force, RuleSet

SHIPPED = {each.body["id"]: each for each in read_folder(services.SHIPPED)}

GOOD = """
id = "xx-hearing"
version = "1.0"
kind = "hearing"
valid_from = 2026-01-01
freeze_at = "on_create"
title = { en = "Hearing", th = "การรับฟัง" }
about = { en = "A hearing.", th = "การรับฟัง" }
[sources.act]
en = "Act"
th = "พระราชบัญญัติ"
[params]
"calendar.timezone" = { value = "Asia/Bangkok", force = "platform", enforcement = "block", evidence = "R", verified = true }
"calendar.count_first_day" = { value = true, force = "platform", enforcement = "block", evidence = "R", verified = true }
"hearing.types" = { value = ["draft-law"], force = "platform", enforcement = "block", evidence = "R", verified = true }
"hearing.required_documents" = { value = ["necessity"], force = "platform", enforcement = "block", evidence = "R", verified = true }
"hearing.summary.deadline" = { value = "P30D", force = "platform", enforcement = "warn", evidence = "R", verified = true }
"hearing.min_duration" = { value = "P15D", force = "statute", enforcement = "block", source = { of = "act", section = "5" }, evidence = "S", verified = true }
[words]
draft-law = { en = "Draft law", th = "ร่างกฎหมาย" }
necessity = { en = "Necessity", th = "ความจำเป็น" }
"""


def write(folder: Path, text: str, name: str = "xx-hearing-1.0.toml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def shipped(ruleset_id: str) -> RuleSet:
    found = SHIPPED[ruleset_id]
    return build(1, found.digest, found.body)


def test_a_good_file_is_read(tmp_path):
    found = read_file(write(tmp_path, GOOD))

    rules = build(7, found.digest, found.body)

    assert (rules.key, rules.id, str(rules.period("hearing.min_duration"))) == (
        7,
        "xx-hearing",
        "P15D",
    )


@pytest.mark.parametrize(
    ("old", "new", "key", "fault"),
    [
        ('"P15D"', '"15 days"', "hearing.min_duration", "duration"),
        ('"hearing.min_duration"', '"hearing.minimum"', "hearing.min_duration", "must say"),
        ('"calendar.count_first_day"', '"calendar.count_day"', "calendar.count_first_day", "must"),
        ("[words]", "extra = { value = 1 }\n[words]", "extra", "known parameter"),
        ('kind = "hearing"', 'kind = "referendum"', "kind", "must be one of"),
        ('version = "1.0"', 'version = "one"', "version", "well formed"),
        ("[sources.act]", "valid_to = 2025-01-01\n[sources.act]", "valid_to", "later"),
        (', section = "5"', "", "hearing.min_duration", "section"),
        ('of = "act"', 'of = "other"', "hearing.min_duration", "sources"),
        (
            'section = "5" }, evidence = "S"',
            'section = "5" }, evidence = "S2"',
            "hearing.min_duration",
            "verified",
        ),
        ('section = "5"', 'section = "not-seen"', "hearing.min_duration", "has not been seen"),
        (
            'section = "5" }, evidence = "S"',
            'section = "5" }, evidence = "M-l"',
            "hearing.min_duration",
            "evidence must be",
        ),
        ('force = "statute"', 'force = "habit"', "hearing.min_duration", "force must be"),
        (
            'necessity = { en = "Necessity", th = "ความจำเป็น" }',
            "",
            "hearing.required_documents",
            "words for necessity",
        ),
        ('th = "ความจำเป็น"', 'et = "vajadus"', "words.necessity", "lacks th"),
        ('"Asia/Bangkok"', '"Asia/Nowhere"', "calendar.timezone", "zone"),
        ("freeze_at", "frozen_at", "frozen_at", "not a key"),
        ("id = ", "id == ", "file", "TOML"),
    ],
)
def test_a_fault_is_refused_and_named(tmp_path, old, new, key, fault):
    path = write(tmp_path, GOOD.replace(old, new, 1))

    with pytest.raises(BadRuleSet) as refused:
        read_file(path)

    assert (refused.value.file, refused.value.key) == (path.name, key)
    assert fault in refused.value.fault


def test_a_file_is_named_after_its_rule_set(tmp_path):
    path = write(tmp_path, GOOD, "other-1.0.toml")

    with pytest.raises(BadRuleSet, match=r"other-1\.0\.toml: id"):
        read_file(path)


def test_two_versions_may_not_hold_at_the_same_time(tmp_path):
    write(tmp_path, GOOD.replace("[sources.act]", "valid_to = 2027-01-01\n[sources.act]"))
    later = GOOD.replace('"1.0"', '"2.0"').replace("2026-01-01", "2026-06-01")
    write(tmp_path, later, "xx-hearing-2.0.toml")

    with pytest.raises(BadRuleSet, match=r"overlaps with xx-hearing-1\.0\.toml"):
        loading.check_succession(read_folder(tmp_path))


def test_an_open_version_ends_where_its_successor_begins(tmp_path):
    write(tmp_path, GOOD)
    later = GOOD.replace('"1.0"', '"2.0"').replace("2026-01-01", "2026-06-01")
    write(tmp_path, later, "xx-hearing-2.0.toml")

    loading.check_succession(read_folder(tmp_path))


def test_comments_and_order_do_not_change_the_digest(tmp_path):
    first = read_file(write(tmp_path, GOOD)).digest

    second = read_file(write(tmp_path, "# a word\n" + GOOD)).digest

    assert first == second


def test_the_house_ships_its_rule_sets():
    assert set(SHIPPED) == {
        "ee-local",
        "ee-riigikogu",
        "eu-eci",
        "fi-municipal",
        "fi-national",
        "generic",
        "generic-districts",
        "generic-hearing",
        "open-hearing",
        "generic-open",
        "generic-petition",
        "kr-assembly",
        "lv-manabalss",
        "th-hearing",
        "th-initiative-bill",
        "th-initiative-constitution",
        "tw-join",
        "uk-petition",
    }


@pytest.mark.parametrize(
    ("ruleset_id", "threshold", "initiators", "age"),
    [
        ("th-initiative-bill", 10_000, 20, 18),
        ("fi-national", 50_000, 5, 18),
        ("ee-riigikogu", 1000, 1, 16),
        ("th-initiative-constitution", 50_000, 20, 18),
        ("eu-eci", 1_000_000, 7, 16),
        ("lv-manabalss", 10_000, 1, 16),
        ("tw-join", 5000, 1, 16),
    ],
)
def test_the_numbers_of_the_laws_are_right(ruleset_id, threshold, initiators, age):
    rules = shipped(ruleset_id)

    said = [rules.value(n) for n in ("threshold.count", "initiators.min", "signer.min_age")]

    assert said == [threshold, initiators, age]


def test_what_is_not_seen_in_its_source_is_not_called_verified():
    params = [p for found in SHIPPED for p in shipped(found).params.values()]

    claimed = [
        p for p in params if p.verified and p.evidence in (Evidence.SECOND_HAND, Evidence.MEMORY)
    ]

    assert claimed == []


def test_the_fifteen_days_of_thailand_are_no_statute():
    rule = shipped("th-hearing").param("hearing.min_duration")

    assert (rule.value, rule.force, rule.enforcement) == ("P15D", Force.GUIDELINE, "reason")


def test_the_estonian_parliament_takes_no_signature_by_eid_alone():
    assert "eid" not in shipped("ee-riigikogu").value("channels")


def test_a_rule_set_that_says_there_is_no_rule_gives_none():
    rules = shipped("th-initiative-bill")

    assert rules.period("repeat.same_content_block") is None
    assert not rules.param("repeat.same_content_block").has_rule


def test_choices_are_read_in_the_readers_language():
    first = shipped("ee-riigikogu").choices("response.decision_set")[4]

    assert (first.code, first.title("en")) == ("reject", "Reject the proposal")
    assert first.title("th") == "ปฏิเสธข้อเสนอ"


def test_the_minima_of_the_member_states_follow_the_seats_of_the_time():
    versions = {each.body["version"]: each for each in read_folder(services.SHIPPED)
                if each.body["id"] == "eu-eci"}  # fmt: skip
    minima = {
        number: build(1, each.digest, each.body).value("threshold.territorial")["minima"]
        for number, each in versions.items()
    }

    assert (minima["2020.1"]["FR"], minima["2024.1"]["FR"]) == (55_695, 58_320)
    assert (sum(minima["2020.1"].values()), sum(minima["2024.1"].values())) == (705**2, 720**2)
    assert versions["2024.1"].valid_from == date(2024, 7, 16)


def test_finland_before_may_2019_had_six_months_and_three_persons():
    old = next(each for each in read_folder(services.SHIPPED)
               if each.file == "fi-national-2012.1.toml")  # fmt: skip
    rules = build(1, old.digest, old.body)

    assert (rules.value("initiators.min"), str(rules.period("handover.to_verifier"))) == (3, "P6M")
