"""A sheet may go on with a sealed one (cure): whoever stands there may not sign here."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the sheet that comes before."""
    whole = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.add_column("sheet", sa.Column("continues_id", whole, nullable=True))


def downgrade() -> None:
    """Take it away."""
    op.drop_column("sheet", "continues_id")
