"""What must always be true of a row is held by the database itself."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

INVARIANTS = (
    ("hearing", "closes_after_opening", "closes_at >= opens_at"),
    ("hearing", "only_drafts_go", "deleted_at IS NULL OR stage = 'draft'"),
    ("discussion_comment", "withdrawn_after_writing", "withdrawn_at >= written_at"),
    ("discussion_comment", "counts", "edits >= 0 AND support >= 0 AND thanks >= 0"),
    ("initiative", "closes_after_opening", "closes_at >= opens_at"),
    ("initiative", "threshold", "threshold > 0"),
    ("initiative", "support", "support >= 0"),
    ("sheet", "closes_after_opening", "closes_at >= opens_at"),
    ("sheet", "limits", "grace_seconds >= 0 AND min_batch >= 1"),
    ("signature", "lengths", "length(person_key) = 32 AND length(leaf) = 32"),
    ("sheet_leaf", "one_act", "(signature_id IS NULL) <> (withdrawal_id IS NULL)"),
    ("sheet_release", "sum", "size = signatures + withdrawals"),
    ("sheet_release", "withdrawals", "withdrawals BETWEEN 0 AND signatures"),
)
"""Table, name and condition, as the models of that day said them."""


def upgrade() -> None:
    """Add them."""
    for table in dict.fromkeys(table for table, _, _ in INVARIANTS):
        with op.batch_alter_table(table) as batch:
            for owner, name, condition in INVARIANTS:
                if owner == table:
                    batch.create_check_constraint(name, condition)


def downgrade() -> None:
    """Take them away."""
    for table, name, _ in reversed(INVARIANTS):
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(name, type_="check")
