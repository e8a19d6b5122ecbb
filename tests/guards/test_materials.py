"""The bill of materials names every pinned package."""

from __future__ import annotations

import json

from portal import sbom


def test_the_bill_of_materials_is_that_of_the_lock_file() -> None:
    assert sbom.PAGE.read_text(encoding="utf-8") == sbom.text(), "run: python -m portal.sbom"


def test_the_bill_names_what_the_house_runs_on() -> None:
    bill = json.loads(sbom.PAGE.read_text(encoding="utf-8"))
    named = {each["name"]: each["purl"] for each in bill["components"]}

    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert {"flask", "sqlalchemy", "cryptography", "govuk-frontend"} <= set(named)
    assert named["flask"].startswith("pkg:pypi/flask@3.")
    assert len({each["bom-ref"] for each in bill["components"]}) == len(bill["components"])
