"""No agency sees or touches what another prepares: every desk page, by its direct address (R100)."""

from __future__ import annotations

import re

import pytest

from tests import people
from tests.consult import making

_GAP = re.compile(r"<(?:(\w+)(?:\([^)]*\))?:)?(\w+)>")


def _addresses(app, slug):
    """Every desk address of one hearing, with every method that it takes."""
    for rule in app.url_map.iter_rules():
        if not rule.rule.startswith("/desk/hearings/<slug>"):
            continue
        address = _GAP.sub(
            lambda gap: slug if gap[2] == "slug" else "1" if gap[1] == "int" else "x", rule.rule
        )
        for method in rule.methods & {"GET", "POST"}:
            yield method, address


@pytest.mark.parametrize("hint", ["officer-b", "clerk", "admin-1", "auditor", "citizen-a"])
def test_a_draft_hearing_is_not_there_for_anybody_else(sqlite_app, hint):
    sqlite_app.config["WTF_CSRF_ENABLED"] = False
    with making.at(sqlite_app, making.BEFORE):
        slug = making.draft().slug
    foreign = sqlite_app.test_client()
    people.sign_in(foreign, hint)

    seen = [
        (method, address)
        for method, address in _addresses(sqlite_app, slug)
        if foreign.open(address, method=method).status_code not in (403, 404)
    ]
    public = foreign.get(f"/hearings/{slug}")

    assert list(_addresses(sqlite_app, slug))
    assert seen == []
    assert public.status_code == 404


def test_a_draft_hearing_is_in_no_list_of_another_agency(sqlite_app):
    with making.at(sqlite_app, making.BEFORE):
        slug = making.draft().slug
    foreign, own = sqlite_app.test_client(), sqlite_app.test_client()
    people.sign_in(foreign, "officer-b")
    people.sign_in(own, "officer-1")

    assert slug in own.get("/desk/hearings").text
    assert slug not in foreign.get("/desk/hearings").text
