"""What the readme said was not there yet."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from commons import db

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add it."""
    for table in ("paper_run", "paper_form"):
        op.add_column(table, sa.Column("region", sa.String(8), nullable=True))
    _add_batches()
    _add_acts_of_systems()
    _add_moves()
    _add_secrecy()


def downgrade() -> None:
    """Take it away."""
    _drop_secrecy()
    _drop_moves()
    _drop_acts_of_systems()
    op.drop_column("sheet_handover", "plan")
    for table in ("paper_form", "paper_run"):
        op.drop_column(table, "region")


def _add_batches() -> None:
    """How a package is cut, made once with the whole."""
    op.add_column("sheet_handover", sa.Column("plan", sa.JSON(), nullable=True))


def _add_acts_of_systems() -> None:
    """Receipts, decisions and extensions that a parliament's own system brings."""
    for table in ("initiative_decision", "initiative_decision_correction"):
        op.add_column(table, sa.Column("clause", sa.Text(), server_default="", nullable=False))
    with op.batch_alter_table("mirror_message") as batch:
        batch.add_column(sa.Column("key", sa.String(64), nullable=True))
        batch.add_column(sa.Column("entry_id", _ID, nullable=True))
        batch.drop_constraint(op.f("uq_mirror_message_number"), type_="unique")
        batch.create_unique_constraint(
            op.f("uq_mirror_message_peer_id_number"), ["peer_id", "number"]
        )
        batch.create_foreign_key(
            op.f("fk_mirror_message_entry_id_initiative_entry"),
            "initiative_entry",
            ["entry_id"],
            ["id"],
        )
    op.create_table(
        "mirror_lending",
        sa.Column("id", _ID, primary_key=True, autoincrement=True, nullable=False),
        sa.Column("peer_id", _ID, nullable=False),
        sa.Column("agency_id", _ID, nullable=False),
        sa.Column("receipts", sa.Boolean(), nullable=False),
        sa.Column("decisions", sa.Boolean(), nullable=False),
        sa.Column("since", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["peer_id"], ["mirror_peer.id"]),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"]),
        sa.UniqueConstraint("peer_id", "agency_id"),
    )
    op.create_table("mirror_act", *_columns_of_an_act())
    for column in ("initiative_id", "referral_id"):
        op.create_index(op.f(f"ix_mirror_act_{column}"), "mirror_act", [column])


def _columns_of_an_act() -> list[Any]:
    kinds = ("receipt", "decision", "extension")
    standings = ("waiting", "kept", "entered", "dismissed")
    return [
        sa.Column("id", _ID, primary_key=True, autoincrement=True, nullable=False),
        sa.Column("message_id", _ID, nullable=False),
        sa.Column("initiative_id", _ID, nullable=False),
        sa.Column("referral_id", _ID, nullable=False),
        sa.Column(
            "kind", sa.Enum(*kinds, name="actkind", native_enum=False, length=40), nullable=False
        ),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("signature", sa.String(128), nullable=False),
        sa.Column(
            "standing",
            sa.Enum(*standings, name="standing", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("why", sa.String(40), nullable=True),
        sa.Column("at_once", sa.Boolean(), nullable=False),
        sa.Column("part_id", _ID, nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("settled_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["message_id"], ["mirror_message.id"]),
        sa.ForeignKeyConstraint(["initiative_id"], ["initiative.id"]),
        sa.ForeignKeyConstraint(["referral_id"], ["initiative_referral.id"]),
        sa.UniqueConstraint("message_id"),
    ]


def _drop_acts_of_systems() -> None:
    op.drop_table("mirror_act")
    op.drop_table("mirror_lending")
    with op.batch_alter_table("mirror_message") as batch:
        batch.drop_constraint(
            op.f("fk_mirror_message_entry_id_initiative_entry"), type_="foreignkey"
        )
        batch.drop_constraint(op.f("uq_mirror_message_peer_id_number"), type_="unique")
        batch.create_unique_constraint(op.f("uq_mirror_message_number"), ["number"])
        batch.drop_column("entry_id")
        batch.drop_column("key")
    for table in ("initiative_decision_correction", "initiative_decision"):
        op.drop_column(table, "clause")


def _add_moves() -> None:
    """How far the comments of a large hearing have followed a new version."""
    op.create_table(
        "discussion_move",
        sa.Column("id", _ID, primary_key=True, autoincrement=True, nullable=False),
        sa.Column("thread_id", _ID, nullable=False),
        sa.Column("version", _ID, nullable=False),
        sa.Column("ways", sa.JSON(), nullable=False),
        sa.Column("last_number", _ID, nullable=False),
        sa.Column("reached", _ID, nullable=False),
        sa.Column("begun_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("stepped_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.CheckConstraint("reached >= 0 AND reached <= last_number", name="reached"),
        sa.ForeignKeyConstraint(["thread_id"], ["discussion_thread.id"]),
    )
    op.add_column("discussion_thread", sa.Column("moving", _ID, nullable=True))
    for table in ("discussion_comment", "discussion_stance"):
        op.add_column(table, sa.Column("moved_in", _ID, nullable=True))


def _drop_moves() -> None:
    for table in ("discussion_comment", "discussion_stance"):
        op.drop_column(table, "moved_in")
    op.drop_column("discussion_thread", "moving")
    op.drop_table("discussion_move")


_SPENT_AT_ONCE = ("signing_intent", "login_flow")
"""Tables whose rows are spent at each signing: their remains are cleared within a minute or so."""


def _add_secrecy() -> None:
    """Numbers of one person; public figures by district in steps; what is spent does not lie about."""
    op.create_table(
        "sheet_number",
        sa.Column("id", _ID, primary_key=True, autoincrement=True, nullable=False),
        sa.Column("sheet_id", _ID, nullable=False),
        sa.Column("number_key", sa.LargeBinary(), nullable=False),
        sa.Column("person_key", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("sheet_id", "number_key"),
    )
    op.add_column("sheet_release", sa.Column("by_region_shown", sa.JSON(), nullable=True))
    _clear("SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 0)")


def _drop_secrecy() -> None:
    _clear("RESET (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold)")
    op.drop_column("sheet_release", "by_region_shown")
    op.drop_table("sheet_number")


def _clear(how: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        for table in _SPENT_AT_ONCE:
            op.execute(f"ALTER TABLE {table} {how}")
