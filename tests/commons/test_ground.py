"""Settings, clock, sanitising and slugs of the ground."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commons import clock, config, html, slugs
from commons.config import BadSettings

GOOD = {
    "LEXPOPULI_SECRET_KEY": "abcdefghijklmnopqrstuvwxyz012345",
    "LEXPOPULI_MASTER_KEY": "bcdefghijklmnopqrstuvwxyz0123456",
    "LEXPOPULI_LEDGER_KEY": "cdefghijklmnopqrstuvwxyz01234567",
    "LEXPOPULI_ACCOUNT_KEY": "defghijklmnopqrstuvwxyz012345678",
    "LEXPOPULI_BASE_URL": "https://lex.example",
    "LEXPOPULI_OIDC_PROVIDERS": "providers.toml",
    "LEXPOPULI_MAIL_URL": "smtp://mail.example",
}


def test_production_is_the_default_mode() -> None:
    assert config.load(GOOD).is_production


@pytest.mark.parametrize("name", sorted(GOOD))
def test_production_does_not_start_without_each_needed_setting(name: str) -> None:
    poor = {key: value for key, value in GOOD.items() if key != name}

    with pytest.raises(BadSettings):
        config.load(poor)


def test_production_refuses_the_aids() -> None:
    with pytest.raises(BadSettings, match="OPEN_AIDS"):
        config.load({**GOOD, "LEXPOPULI_OPEN_AIDS": "1"})


def test_a_weak_secret_is_refused_and_never_shown() -> None:
    with pytest.raises(BadSettings) as refused:
        config.load({**GOOD, "LEXPOPULI_SECRET_KEY": "hunter2"})

    assert "hunter2" not in str(refused.value)


def test_settings_do_not_show_their_secrets() -> None:
    assert GOOD["LEXPOPULI_MASTER_KEY"] not in repr(config.load(GOOD))


def test_a_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("zyxwvutsrqponmlkjihgfedcba543210\n")

    settings = config.load({**GOOD, "LEXPOPULI_SECRET_KEY_FILE": str(file)})

    assert settings.secret_key == "zyxwvutsrqponmlkjihgfedcba543210"


def test_every_process_obeys_the_clock_of_its_installation(tmp_path: Path) -> None:
    path = tmp_path / "clock.json"
    clock.follow(path)
    try:
        clock.set_to(path, still=datetime(2026, 10, 1, tzinfo=UTC))
        assert clock.now() == datetime(2026, 10, 1, tzinfo=UTC)
        clock.set_to(path, offset=timedelta(days=31))
        assert clock.now() - clock.machine_now() > timedelta(days=30, hours=23)
        clock.set_to(path)
        assert abs(clock.now() - clock.machine_now()) < timedelta(seconds=5)
    finally:
        clock.follow(None)


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "<svg/onload=alert(1)>",
        "<a href='data:text/html,x'>x</a>",
        '"><iframe src=//evil.example>',
    ],
)
def test_no_script_survives_what_people_write(words: str) -> None:
    for shown in (html.clean(words), html.markdown(words)):
        lowered = str(shown).lower()
        assert "<script" not in lowered
        assert "<img" not in lowered
        assert "<svg" not in lowered
        assert "<iframe" not in lowered
        assert "<a " not in lowered


def test_line_breaks_and_paragraphs_are_kept() -> None:
    assert str(html.clean("one\ntwo\n\nthree")) == "<p>one<br>\ntwo</p>\n<p>three</p>\n"


@given(st.integers(1, 10**9), st.text(max_size=200))
def test_a_slug_gives_its_number_back(number: int, title: str) -> None:
    slug = slugs.make(number, title)

    assert slugs.number_of(slug) == number
    assert slug.isascii()
    assert len(slug) < 80
