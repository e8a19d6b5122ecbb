"""What PostgreSQL keeps of a spent consent: it is there until the table is cleared, and not longer."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from commons import db
from tests.signatures.conftest import OPENS

pytestmark = pytest.mark.postgres
REMAINS = """
SELECT t_xmax::text FROM generate_series(0, pg_relation_size('signing_intent') / 8192 - 1) AS page,
    heap_page_items(get_raw_page('signing_intent', page::int)) WHERE t_data IS NOT NULL
"""


@pytest.fixture
def line(postgres_app, travel):
    """A line of whoever reads the database's own pages, past its tables."""
    travel(OPENS + timedelta(days=10))
    with db.database().engine.connect() as made:
        own = made.execution_options(isolation_level="AUTOCOMMIT")
        try:
            own.execute(sa.text("CREATE EXTENSION IF NOT EXISTS pageinspect"))
        except sa.exc.DBAPIError:
            pytest.skip("pageinspect is not to be had here")
        own.execute(sa.text("VACUUM signing_intent"))
        yield own
        own.execute(sa.text("DROP EXTENSION pageinspect"))


def test_clearing_takes_the_consent_that_would_tell_when_somebody_signed(line, desk):
    sheet = desk.open()
    desk.sign(sheet, "voter-1")
    made_in = line.execute(sa.text("SELECT xmin::text FROM signature")).scalar()

    before = set(line.execute(sa.text(REMAINS)).scalars())
    line.execute(sa.text("VACUUM signing_intent"))
    after = set(line.execute(sa.text(REMAINS)).scalars())

    assert made_in in before
    assert after == set()
