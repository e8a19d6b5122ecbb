"""Where people sign, no log of ours says who came from where, to which page, at which moment."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from commons.config import HERE
from portal import logs

CONF = (HERE / "deploy" / "nginx.conf").read_text()
_SIGNERS = ("/signing", "/receipts")
_LOCATION = re.compile(r"location (~ )?(\S+) \{(.*?)\n    \}", re.DOTALL)


def quiet(app: Flask) -> set[str]:
    """The addresses at which people sign or ask: nobody's account is looked up, and they send something."""
    apart = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if getattr(app.view_functions[rule.endpoint], "no_account", False)
        and (rule.rule.startswith(_SIGNERS) or "POST" in (rule.methods or ()))
        and rule.rule.startswith((*_SIGNERS, "/initiatives/"))
    }
    return {re.sub(r"<[^>]*>", "12-clean-air", rule) for rule in apart}


def served(path: str) -> str:
    """What the proxy does with a path: a pattern that fits, else the longest beginning."""
    found = [(how, what, said) for how, what, said in _LOCATION.findall(CONF)]
    patterns = [said for how, what, said in found if how and re.search(what, path)]
    plain = [(len(what), said) for how, what, said in found if not how and path.startswith(what)]
    return patterns[0] if patterns else max(plain)[1]


def test_neither_log_keeps_a_line_of_an_address_of_signing(sqlite_app: Flask) -> None:
    addresses = quiet(sqlite_app)

    assert {"/initiatives/12-clean-air/sign", "/signing/return", "/receipts"} <= addresses
    for path in sorted(addresses):
        assert "access_log off;" in served(path), path
        with sqlite_app.test_request_context(path):
            assert logs.shown_path() == "/signing", path


def test_no_browser_keeps_what_it_showed_where_people_sign(sqlite_app: Flask) -> None:
    client = sqlite_app.test_client()

    for path in sorted(quiet(sqlite_app)):
        answer = client.get(path)
        assert answer.headers["Cache-Control"] == "no-store", path
        assert answer.headers["X-Robots-Tag"].startswith("noindex"), path


def test_the_proxys_log_keeps_neither_question_nor_the_page_before() -> None:
    kept = re.search(r"log_format (\w+) '(.*?)';", CONF, re.DOTALL)

    assert kept is not None
    assert re.search(rf"access_log \S+ {kept[1]};", CONF)
    for word in ("$request ", '$request"', "$request_uri", "$args", "$http_referer", "$query"):
        assert word not in kept[2]


@pytest.mark.parametrize("path", ["/", "/signing/mine", "/initiatives/12-clean-air/sign"])
def test_nobody_says_himself_from_where_he_comes(path: str) -> None:
    said = served(path)

    assert "proxy_set_header X-Forwarded-For $remote_addr;" in said
    assert "proxy_set_header X-Forwarded-Proto https;" in said
    assert "proxy_set_header X-Forwarded-Host $host;" in said
