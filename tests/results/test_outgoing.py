"""What this house calls outside: never a machine of its own net, by whichever way of writing addresses."""

from __future__ import annotations

import pytest
from flask import Flask

from commons.webhooks import addresses, calling
from commons.webhooks.addresses import Target
from tests.results.test_machines import allow

INSIDE = (
    "64:ff9b::a00:1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "::a00:1",
    "::7f00:1",
    "fec0::1",
    "fe80::1%eth0",
    "fc00::1",
    "2002:a00:1::",
    "2001:0:4136:e378:8000:63bf:f5ff:fffe",
    "5f00::1",
    "3fff::1",
    "192.88.99.1",
    "100.64.0.1",
    "ff02::1",
    "0.0.0.0",
)


@pytest.mark.parametrize(
    ("machine", "is_called"),
    [(machine, False) for machine in INSIDE]
    + [(m, True) for m in ("93.184.216.34", "64:ff9b::5db8:d822", "2606:2800:220:1::1")],
)
def test_no_way_of_writing_an_address_leads_inside(
    sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch, machine: str, is_called: bool
) -> None:
    allow("hooks.example.org")
    found = [(10, 1, 6, "", (machine, 443, 0, 0))]
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *_asked, **_more: found)

    if is_called:
        assert addresses.target("https://hooks.example.org/").machine == machine
        return
    with pytest.raises(addresses.Forbidden):
        addresses.target("https://hooks.example.org/")


@pytest.mark.parametrize("path", ["/ü", "/x?y=ก", "/a b", "/\x00", "/x\r\nHost: inside"])
def test_an_address_that_cannot_be_asked_is_a_fault_in_one_word(path: str) -> None:
    nowhere = Target("hooks.example.org", 9, path, is_tls=False, machine="127.0.0.1")

    assert calling.post(nowhere, b"", {}).isidentifier()
    with pytest.raises(calling.NoAnswer):
        calling.get(nowhere, most=10)
