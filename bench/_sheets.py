"""Sheets for a benchmark: as many as wanted, each with an initiative, and one with a million signatures."""

from __future__ import annotations

from datetime import timedelta

import psycopg
import sqlalchemy as sa

import signatures
from commons import clock, db
from commons.ledger import trees
from initiatives.models import Initiative
from signatures import _promises
from signatures._manifest import AuthorityKey, Eligibility, Kind, Manifest, Pace
from signatures._sheets import Release, Sheet
from tests.initiatives.road import Road

# Rows as signing and sequencing leave them; only what is inside the envelopes means nothing.
_FILL = (
    """INSERT INTO signature (id, sheet_id, person_key, round, envelope, envelope_digest, leaf,
      channel, level, origin, day, mac)
    SELECT %(first)s + i, %(sheet)s, sha256(('person ' || i)::bytea), 0,
      decode(repeat(md5(i::text), 85), 'hex'), sha256(('envelope ' || i)::bytea),
      sha256(decode('00', 'hex') || ('leaf ' || i)::bytea), 'eid', 'statement', 'bound',
      %(day)s, sha256(('mark ' || i)::bytea)
    FROM generate_series(0, %(many)s - 1) AS i""",
    "SELECT setval(pg_get_serial_sequence('signature', 'id'), %(first)s + %(many)s)",
    """INSERT INTO sheet_leaf (sheet_id, position, signature_id)
    SELECT %(sheet)s, i, %(first)s + i FROM generate_series(0, %(many)s - 1) AS i""",
    """INSERT INTO ledger_leaf (tree_id, position, data, hash)
    SELECT %(tree)s, i, 'leaf ' || i, sha256(decode('00', 'hex') || ('leaf ' || i)::bytea)
    FROM generate_series(0, %(many)s - 1) AS i""",
)
_LEAVES = "SELECT position, hash FROM ledger_leaf WHERE tree_id = %(tree)s"
_NODES = "SELECT position, hash FROM ledger_node WHERE tree_id = %(tree)s AND level = %(below)s"
_LEVEL = """INSERT INTO ledger_node (tree_id, level, position, hash)
SELECT %(tree)s, %(below)s + 1, l.position / 2, sha256(decode('01', 'hex') || l.hash || r.hash)
FROM ({below}) AS l JOIN ({below}) AS r ON r.position = l.position + 1
WHERE l.position %% 2 = 0"""


class Sheets:
    """Open sheets for an initiative that collects; each further one belongs to a copy of it."""

    def __init__(self, road: Road) -> None:
        self._road = road
        _private, public = signatures.new_key("A benchmark's authority")
        self._key = AuthorityKey(public["name"], public["encryption"], public["signing"])
        self._made = 0

    def open(self) -> int:
        """A fresh sheet that is open now."""
        self._made += 1
        with db.transaction() as session:
            sheet = signatures.open_sheet(self._manifest())
            columns = [c.name for c in Initiative.__table__.columns if c.name != "id"]
            own = {"slug": "slug || :number", "sheet_id": ":sheet", "roll_id": "NULL"}
            taken = ", ".join(own.get(name, name) for name in columns)
            session.execute(
                sa.text(
                    f"INSERT INTO initiative ({', '.join(columns)}) SELECT {taken} "
                    "FROM initiative WHERE id = (SELECT min(id) FROM initiative)"
                ),
                {"number": f"-{self._made}", "sheet": sheet},
            )
        return sheet

    def _manifest(self) -> Manifest:
        now = clock.now()
        return Manifest(
            kind=Kind.SIGNATURES,
            subject=f"/initiatives/bench-{self._made}",
            title=f"Benchmark {self._made}",
            text="Section 1. " + "Words of a law. " * 200,
            language="en",
            rule_set="generic-open@1.0",
            rule_set_digest="00" * 32,
            opens_at=now - timedelta(days=1),
            closes_at=now + timedelta(days=1),
            eligibility=Eligibility(("th-pid",), "Asia/Bangkok", 18, ("TH",), ("TH",)),
            notices={"en": "A notice."},
            authority=self._key,
            fields=("given_name", "family_name", "national_id"),
            pace=Pace(min_batch=1, max_delay=timedelta()),
        )


def fill(sheet_id: int, many: int) -> None:
    """Let so many signatures stand on this sheet, each with its leaf, under one signed head."""
    with db.transaction() as session:
        sheet = session.get_one(Sheet, sheet_id)
        tree = trees.tree(_promises.tree_name(sheet.digest)).id
        first = (session.scalar(sa.text("SELECT max(id) FROM signature")) or 0) + 1
    url = db.database().engine.url.render_as_string(hide_password=False)
    plain = url.replace("postgresql+psycopg", "postgresql")
    said = {"first": first, "sheet": sheet_id, "many": many, "tree": tree, "day": clock.now()}
    with psycopg.connect(plain) as line:
        line.execute("SET synchronous_commit = off")
        for statement in _FILL:
            line.execute(statement, said)
        line.execute(_LEVEL.format(below=_LEAVES), {**said, "below": 0})
        for below in range(1, many.bit_length()):
            line.execute(_LEVEL.format(below=_NODES), {**said, "below": below})
    with db.transaction() as session:
        own = session.get_one(trees.Tree, tree)
        head = trees._sign(own, trees._restored(own, many), None)
        then = clock.now() - timedelta(minutes=30)
        totals = {"signatures": many, "withdrawals": 0, "by_channel": {"eid": many}}
        session.add(
            Release(
                sheet_id=sheet_id, size=many, root=head.root, at=then, day=then.date(), **totals
            )
        )
    with psycopg.connect(plain, autocommit=True) as line:
        line.execute("VACUUM ANALYZE")
