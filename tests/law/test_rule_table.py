"""Rule sets in the table: loaded once, never changed, each found by its day."""

from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from commons import clock, db
from commons.errors import Refusal
from commons.law import queries, services
from commons.law.loading import BadRuleSet
from commons.law.models import LawRuleSet
from tests.law.test_rule_files import GOOD, write

NEXT = GOOD.replace('"1.0"', '"2.0"').replace("2026-01-01", "2026-06-01").replace("P15D", "P20D")


def test_loading_twice_is_loading_once(app):
    with db.transaction():
        first = services.load_files()

    with db.transaction():
        second = services.load_files()

    assert (first, second) == (len(list(services.SHIPPED.glob("*.toml"))), 0)


def test_a_changed_file_under_the_same_version_is_refused(app, tmp_path):
    path = write(tmp_path, GOOD)
    with db.transaction():
        services.load_files([tmp_path])
    path.write_text(GOOD.replace("P15D", "P10D"))

    with pytest.raises(BadRuleSet, match="has changed"), db.transaction():
        services.load_files([tmp_path])


def test_a_new_version_holds_from_its_day_and_the_old_one_stays(app, tmp_path):
    write(tmp_path, GOOD)
    with db.transaction():
        services.load_files([tmp_path])
        bound = queries.current("xx-hearing", date(2026, 5, 1)).key
    write(tmp_path, NEXT, "xx-hearing-2.0.toml")

    with db.transaction():
        services.load_files([tmp_path])

    with db.transaction(writes=False):
        assert queries.current("xx-hearing", date(2026, 5, 31)).version == "1.0"
        assert queries.current("xx-hearing", date(2026, 6, 1)).version == "2.0"
        assert queries.by_key(bound).value("hearing.min_duration") == "P15D"
        assert [r.version for r in queries.of_kind("hearing", date(2026, 7, 1))] == ["2.0"]


def test_today_is_read_in_the_zone_of_the_law(app, tmp_path):
    write(tmp_path, GOOD)
    write(tmp_path, NEXT, "xx-hearing-2.0.toml")
    with db.transaction():
        services.load_files([tmp_path])

    with clock.travel(datetime(2026, 5, 31, 17, tzinfo=UTC)), db.transaction(writes=False):
        version = queries.current("xx-hearing").version

    assert version == "2.0"


@pytest.mark.parametrize("wanted", ["no-such", "xx-hearing"])
def test_what_is_not_in_force_is_refused(app, tmp_path, wanted):
    write(tmp_path, GOOD)
    with db.transaction():
        services.load_files([tmp_path])

    with pytest.raises(Refusal) as refused, db.transaction(writes=False):
        queries.current(wanted, date(2025, 12, 31))

    assert refused.value.code == "unknown-rule-set"


def test_a_loaded_rule_set_is_never_changed(app):
    with db.transaction():
        services.load_files()

    with pytest.raises(RuntimeError, match="append-only"), db.transaction() as session:
        row = session.scalars(sa.select(LawRuleSet)).first()
        row.version = "9.9"
