"""A second window for missing signatures: what was carried over, and the former sheet."""

import sqlalchemy as sa
from alembic import op

from commons import db

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the count that is carried, and the table of former sheets."""
    whole = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.add_column(
        "initiative", sa.Column("carried", whole, nullable=False, server_default=sa.text("0"))
    )
    op.create_table(
        "initiative_former_sheet",
        sa.Column("id", whole, autoincrement=True, nullable=False),
        sa.Column("initiative_id", whole, nullable=False),
        sa.Column("sheet_id", whole, nullable=False),
        sa.Column("sheet_digest", sa.Text(), nullable=False),
        sa.Column("opens_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("closes_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("collected", whole, nullable=False),
        sa.Column("verified", whole, nullable=False),
        sa.Column("result_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_initiative_former_sheet_initiative_id_initiative"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_former_sheet")),
        sa.UniqueConstraint("sheet_id", name=op.f("uq_initiative_former_sheet_sheet_id")),
    )
    op.create_index(
        op.f("ix_initiative_former_sheet_initiative_id"),
        "initiative_former_sheet",
        ["initiative_id"],
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("initiative_former_sheet")
    op.drop_column("initiative", "carried")
