"""Every route states its permission, every permission is granted, and the server holds to both."""

from __future__ import annotations

import inspect
import re

import pytest

from commons.access import ANONYMOUS, EVERYBODY, GRANTS, SIGNED_IN, Permission, Role
from commons.identity.rehearsal import STAFF
from portal import permissions
from tests import people

BY_ROLE = {role: hint for hint, (_, role) in STAFF.items()}
SELF_MADE = {"static"}
READS_BY_POST = {"/receipts"}
"""A receipt is posted so that it never stands in an address; checking it writes nothing."""
_GAP = re.compile(r"<(?:(\w+)(?:\(([^),]*)[^)]*\))?:)?\w+>")


def _views(app):
    for rule in app.url_map.iter_rules():
        if rule.endpoint not in SELF_MADE:
            yield rule, app.view_functions[rule.endpoint]


def _where(view):
    plain = inspect.unwrap(view)
    return f"{inspect.getsourcefile(plain)}: {plain.__name__}"


def _address(rule):
    words = {"int": lambda _gap: "1", "any": lambda gap: gap[2].strip()}
    return _GAP.sub(lambda gap: words.get(gap[1], lambda _gap: "x")(gap), rule.rule)


def test_every_route_states_its_permission(sqlite_app):
    silent = {
        _where(view)
        for _, view in _views(sqlite_app)
        if not isinstance(getattr(view, "permission", None), Permission)
    }

    assert silent == set()


def test_every_permission_is_granted_to_somebody():
    granted = EVERYBODY | SIGNED_IN | frozenset().union(*GRANTS.values())

    assert set(Permission) - granted == set()


def test_permissions_are_in_alphabetical_order():
    names = [permission.value for permission in Permission]

    assert names == sorted(names)


def test_every_permission_says_what_it_means():
    assert set(permissions.meanings()) == {permission.value for permission in Permission}


def test_the_page_of_permissions_is_that_of_the_code():
    assert permissions.PAGE.read_text(encoding="utf-8") == permissions.page(), (
        "run: python -m portal.permissions"
    )


def test_every_route_that_takes_a_post_says_that_it_writes(sqlite_app):
    forgetful = {
        _where(view)
        for rule, view in _views(sqlite_app)
        if "POST" in rule.methods
        and not rule.rule.startswith("/dev/")
        and rule.rule not in READS_BY_POST
        and not getattr(view, "writes", False)
        and "GET" not in rule.methods
    }

    assert forgetful == set()


def test_a_visitor_enters_nothing_that_is_not_for_everybody(sqlite_app):
    sqlite_app.config["WTF_CSRF_ENABLED"] = False
    visitor = sqlite_app.test_client()
    open_doors = []
    for rule, view in _views(sqlite_app):
        if ANONYMOUS.may(view.permission):
            continue
        for method in rule.methods & {"GET", "POST", "PUT", "DELETE"}:
            answer = visitor.open(_address(rule), method=method)
            is_shut = answer.status_code == 401 or (
                answer.status_code == 303 and answer.location.startswith("/sign-in")
            )
            if not is_shut:
                open_doors.append((method, rule.rule, answer.status_code))

    assert open_doors == []


@pytest.mark.slow
@pytest.mark.parametrize("role", list(Role))
def test_each_role_is_refused_whatever_the_matrix_does_not_grant(sqlite_app, role):
    sqlite_app.config["WTF_CSRF_ENABLED"] = False
    browser = sqlite_app.test_client()
    official = people.sign_in(browser, BY_ROLE[role])
    open_doors = []
    for rule, view in _views(sqlite_app):
        if official.may(view.permission):
            continue
        for method in rule.methods & {"GET", "POST", "PUT", "DELETE"}:
            answer = browser.open(_address(rule), method=method)
            if answer.status_code != 403:
                open_doors.append((method, rule.rule, answer.status_code))

    assert open_doors == []
