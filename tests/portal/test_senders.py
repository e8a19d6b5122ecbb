"""From where a request comes: the many addresses of one connection are one sender to every limit."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from commons import limits
from commons.limits import Limit
from portal import senders

TWO = Limit("sign-in", 2, timedelta(minutes=5))


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::9", "2001:db8:1:2::"),
        ("2001:db8:1:3::9", "2001:db8:1:3::"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("::1", "::1"),
        ("127.0.0.1", "127.0.0.1"),
        ("", ""),
        ("unix:", "unix:"),
    ],
)
def test_a_sender_is_an_address_or_the_network_of_one_connection(
    address: str, counted: str
) -> None:
    assert senders.counted(address) == counted


def test_a_new_address_of_the_same_connection_does_not_begin_a_limit_anew(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SIGN_IN", TWO)

    def begun(address: str) -> int:
        said = {"provider": "dev"}
        return client.post("/sign-in", data=said, environ_base={"REMOTE_ADDR": address}).status_code

    codes = [begun(f"2001:db8:1:2::{number}") for number in range(1, 5)]

    assert codes == [303, 303, 429, 429]
    assert begun("2001:db8:1:3::1") == 303
