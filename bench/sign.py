"""Signing against PostgreSQL: what our door does, as a share of what the bare database does."""

from __future__ import annotations

import itertools
import secrets
from datetime import timedelta

import psycopg

import signatures
from bench._ratios import house, paired, rate
from commons import clock, config, db
from commons.identity.claims import Attestation
from signatures import Act, AuthorityKey, Eligibility, Kind, Manifest, Pace
from tests.people import attestation

CLIENTS = 16
SECONDS = 3.0
VOTERS = 10_000
BROWSER = "a browser"


def main() -> None:
    """Print signatures a second, bare inserts a second, and their ratio; then the same on a full sheet."""
    with house():
        bench = _Bench()
        print(f"{CLIENTS} clients, {SECONDS:.0f} s a run, median of five interleaved pairs")
        ratio = paired(bench.signing, bench.bare)
        print(f"signing / bare insert: {ratio:.1%}   (last runs: {bench.told})")
        print(f"signatures entered: {bench.entered()}, refused: {bench.refused}")


class _Bench:
    """Sheets with consents and tokens made beforehand; only the return from the eID is timed."""

    def __init__(self) -> None:
        _private, public = signatures.new_key("A benchmark's authority")
        self.key = AuthorityKey(public["name"], public["encryption"], public["signing"])
        self.sheets: list[int] = []
        self.refused = 0
        self.told = ""
        url = config.current().database_url
        self.connections = [psycopg.connect(url) for _ in range(CLIENTS)]
        self.connections[0].execute(
            "CREATE TABLE bare (id bigserial PRIMARY KEY, k bytea UNIQUE, body bytea)"
        )
        self.connections[0].commit()

    def signing(self) -> float:
        """Signatures a second on a fresh sheet: token, eligibility, keys, envelope, insert, promise."""
        sheet = self._open()
        ready = [self._consents(sheet, client) for client in range(CLIENTS)]
        found = rate(CLIENTS, SECONDS, lambda client: self._sign(sheet, next(ready[client])))
        self.told = f"{found:.0f}/s signing"
        return found

    def bare(self) -> float:
        """Rows a second that the database takes with the same commit and a row of the same size."""

        def insert(client: int) -> None:
            connection = self.connections[client]
            connection.execute(
                "INSERT INTO bare (k, body) VALUES (%s, %s)",
                (secrets.token_bytes(32), secrets.token_bytes(1900)),
            )
            connection.commit()

        found = rate(CLIENTS, SECONDS, insert)
        self.told += f", {found:.0f}/s bare"
        return found

    def entered(self) -> int:
        """How many signatures the sheets count, every one checked again."""
        total = 0
        for sheet in self.sheets:
            with db.transaction():
                signatures.sequence()
                assert signatures.audit(sheet) == []
                total += signatures.tally(sheet).net
        return total

    def _open(self) -> int:
        now = clock.now()
        manifest = Manifest(
            kind=Kind.SIGNATURES,
            subject=f"/initiatives/{len(self.sheets)}",
            title=f"Benchmark {len(self.sheets)}",
            text="Section 1. " + "Words of a law. " * 200,
            language="en",
            rule_set="generic@1",
            rule_set_digest="00" * 32,
            opens_at=now - timedelta(days=1),
            closes_at=now + timedelta(days=1),
            eligibility=Eligibility(("th-pid",), "Asia/Bangkok", 18, ("TH",), ("TH",)),
            notices={"en": "A notice."},
            authority=self.key,
            pace=Pace(min_batch=1),
        )
        with db.transaction():
            self.sheets.append(signatures.open_sheet(manifest))
        return self.sheets[-1]

    def _consents(self, sheet: int, client: int) -> itertools.chain[tuple[int, Attestation]]:
        voters = range(1 + client, VOTERS, CLIENTS)
        made = []
        with db.transaction():
            for voter in itertools.islice(voters, 150):
                intent = signatures.consent(sheet, act=Act.SIGN, language="en", browser=BROWSER)
                made.append((intent.id, attestation(f"voter-{voter}", nonce=intent.nonce)))
        return itertools.chain(made, itertools.cycle(made[-1:]))

    def _sign(self, sheet: int, ready: tuple[int, Attestation]) -> None:
        intent, said = ready
        try:
            with db.transaction():
                signatures.sign(sheet, said, intent=intent, browser=BROWSER)
        except signatures.SigningRefused:
            self.refused += 1
