"""An initiative may end early where too few have signed by a day of its rule set."""

import sqlalchemy as sa
from alembic import op

from commons import db

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the day and the count."""
    whole = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.add_column(
        "initiative", sa.Column("early_stop_at", db.UTCDateTime(timezone=True), nullable=True)
    )
    op.add_column("initiative", sa.Column("early_stop_below", whole, nullable=True))


def downgrade() -> None:
    """Take them away."""
    op.drop_column("initiative", "early_stop_below")
    op.drop_column("initiative", "early_stop_at")
