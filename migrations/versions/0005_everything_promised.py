"""The tables of hearings in full, of signatures in every channel, and of the public proof."""

import sqlalchemy as sa
from alembic import op

from commons import db

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them."""
    op.create_table(
        "discussion_draft",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("saved_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discussion_draft")),
        sa.UniqueConstraint(
            "account_id",
            "kind",
            "key",
            "place",
            name=op.f("uq_discussion_draft_account_id_kind_key_place"),
        ),
    )
    with op.batch_alter_table("discussion_draft", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_discussion_draft_saved_at"), ["saved_at"], unique=False
        )

    op.create_table(
        "discussion_held_file",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("held_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discussion_held_file")),
        sa.UniqueConstraint(
            "account_id", "key", name=op.f("uq_discussion_held_file_account_id_key")
        ),
    )
    with op.batch_alter_table("discussion_held_file", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_discussion_held_file_digest"), ["digest"], unique=False
        )

    op.create_table(
        "subscription",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column(
            "pace",
            sa.Enum("now", "daily", "weekly", name="pace", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("asked_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscription")),
        sa.UniqueConstraint(
            "address", "kind", "key", name=op.f("uq_subscription_address_kind_key")
        ),
    )
    with op.batch_alter_table("subscription", schema=None) as batch_op:
        batch_op.create_index("ix_subscription_kind_key", ["kind", "key"], unique=False)

    op.create_table(
        "api_key",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("scope", sa.String(length=20), nullable=False),
        sa.Column("created_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("used_on", sa.Date(), nullable=True),
        sa.Column("ended_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_api_key_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_key")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_api_key_key_hash")),
    )
    with op.batch_alter_table("api_key", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_api_key_account_id"), ["account_id"], unique=False)

    op.create_table(
        "news",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "subscription_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("waits", sa.Boolean(), nullable=False),
        sa.Column("at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_news_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["subscription.id"],
            name=op.f("fk_news_subscription_id_subscription"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_news")),
        sa.UniqueConstraint("event", "recipient", name=op.f("uq_news_event_recipient")),
    )
    with op.batch_alter_table("news", schema=None) as batch_op:
        batch_op.create_index("ix_news_account_id", ["account_id", "id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_news_subscription_id"), ["subscription_id"], unique=False
        )
        batch_op.create_index("ix_news_waits", ["waits", "recipient"], unique=False)

    op.create_table(
        "news_pace",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "pace",
            sa.Enum("now", "daily", "weekly", name="pace", native_enum=False, length=40),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_news_pace_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_news_pace")),
        sa.UniqueConstraint("account_id", name=op.f("uq_news_pace_account_id")),
    )
    op.create_table(
        "webhook",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("kinds", sa.Text(), nullable=False),
        sa.Column("salt", sa.String(length=64), nullable=False),
        sa.Column("seen_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("failures", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("disabled_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_webhook_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook")),
    )
    with op.batch_alter_table("webhook", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_webhook_account_id"), ["account_id"], unique=False)

    op.create_table(
        "discussion_attachment",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "comment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("place", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "reading",
            sa.Enum(
                "waiting",
                "read",
                "without-words",
                "unreadable",
                name="reading",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("removed_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["discussion_comment.id"],
            name=op.f("fk_discussion_attachment_comment_id_discussion_comment"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discussion_attachment")),
        sa.UniqueConstraint(
            "comment_id", "place", name=op.f("uq_discussion_attachment_comment_id_place")
        ),
    )
    with op.batch_alter_table("discussion_attachment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_discussion_attachment_digest"), ["digest"], unique=False
        )

    op.create_table(
        "discussion_former_wording",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "comment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("edition", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("suggestion", sa.Text(), nullable=True),
        sa.Column(
            "change",
            sa.Enum("add", "replace", "delete", name="change", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("bound", sa.JSON(), nullable=True),
        sa.Column("written_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("receipt_code", sa.Text(), nullable=False),
        sa.Column("receipt_hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["discussion_comment.id"],
            name=op.f("fk_discussion_former_wording_comment_id_discussion_comment"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discussion_former_wording")),
        sa.UniqueConstraint(
            "comment_id", "edition", name=op.f("uq_discussion_former_wording_comment_id_edition")
        ),
    )
    op.create_table(
        "discussion_range",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "comment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("anchor", sa.Text(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("start", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("end", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["discussion_comment.id"],
            name=op.f("fk_discussion_range_comment_id_discussion_comment"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discussion_range")),
        sa.UniqueConstraint("comment_id", name=op.f("uq_discussion_range_comment_id")),
    )
    op.create_table(
        "discussion_reaction",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "comment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "mood",
            sa.Enum("support", "thanks", name="mood", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("given_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["discussion_comment.id"],
            name=op.f("fk_discussion_reaction_comment_id_discussion_comment"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discussion_reaction")),
        sa.UniqueConstraint(
            "comment_id", "account_id", name=op.f("uq_discussion_reaction_comment_id_account_id")
        ),
    )
    with op.batch_alter_table("discussion_reaction", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_discussion_reaction_account_id"), ["account_id"], unique=False
        )

    op.create_table(
        "hearing_evaluation",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "hearing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("asked_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("answer_due_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("answered_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=True),
        sa.Column(
            "made_in_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_evaluation_hearing_id_hearing")
        ),
        sa.ForeignKeyConstraint(
            ["made_in_id"], ["hearing.id"], name=op.f("fk_hearing_evaluation_made_in_id_hearing")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_evaluation")),
        sa.UniqueConstraint("hearing_id", name=op.f("uq_hearing_evaluation_hearing_id")),
    )
    with op.batch_alter_table("hearing_evaluation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hearing_evaluation_due_on"), ["due_on"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_hearing_evaluation_made_in_id"), ["made_in_id"], unique=False
        )

    op.create_table(
        "hearing_evaluation_request",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "hearing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_hearing_evaluation_request_account_id_account"),
        ),
        sa.ForeignKeyConstraint(
            ["hearing_id"],
            ["hearing.id"],
            name=op.f("fk_hearing_evaluation_request_hearing_id_hearing"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_evaluation_request")),
        sa.UniqueConstraint(
            "hearing_id",
            "account_id",
            name=op.f("uq_hearing_evaluation_request_hearing_id_account_id"),
        ),
    )
    op.create_table(
        "hearing_final_text",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "hearing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("gazette", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("text_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "recorded_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("recorded_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_final_text_hearing_id_hearing")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["account.id"], name=op.f("fk_hearing_final_text_recorded_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["text_id"], ["text.id"], name=op.f("fk_hearing_final_text_text_id_text")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_final_text")),
        sa.UniqueConstraint("hearing_id", name=op.f("uq_hearing_final_text_hearing_id")),
    )
    op.create_table(
        "hearing_outcome",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "hearing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("eid", sa.Text(), nullable=False),
        sa.Column(
            "result",
            sa.Enum("adopted", "partly", "not", name="result", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("final_eid", sa.Text(), nullable=True),
        sa.Column("score", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("recorded_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_outcome_hearing_id_hearing")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_outcome")),
        sa.UniqueConstraint("hearing_id", "eid", name=op.f("uq_hearing_outcome_hearing_id_eid")),
    )
    op.create_table(
        "webhook_delivery",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "webhook_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("entry_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("made_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("delivered_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("given_up_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["webhook_id"],
            ["webhook.id"],
            name=op.f("fk_webhook_delivery_webhook_id_webhook"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_delivery")),
        sa.UniqueConstraint(
            "webhook_id", "entry_id", name=op.f("uq_webhook_delivery_webhook_id_entry_id")
        ),
    )
    with op.batch_alter_table("webhook_delivery", schema=None) as batch_op:
        batch_op.create_index("ix_webhook_delivery_made_at", ["made_at"], unique=False)

    with op.batch_alter_table("discussion_comment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("speaks_for", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("register_number", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("capacity", sa.Text(), nullable=True))
        batch_op.add_column(
            sa.Column("speaks_confirmed", sa.Boolean(), server_default=sa.text("0"), nullable=False)
        )
        batch_op.add_column(sa.Column("confidential_reason", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("erased_at", db.UTCDateTime(timezone=True), nullable=True))
        batch_op.add_column(
            sa.Column(
                "change",
                sa.Enum("add", "replace", "delete", name="change", native_enum=False, length=40),
                nullable=True,
            )
        )
        batch_op.add_column(sa.Column("bound", sa.JSON(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "edits",
                sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
                server_default="0",
                nullable=False,
            )
        )
        batch_op.add_column(sa.Column("edited_at", db.UTCDateTime(timezone=True), nullable=True))
        batch_op.add_column(
            sa.Column(
                "support",
                sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
                server_default="0",
                nullable=False,
            )
        )
        batch_op.add_column(
            sa.Column(
                "thanks",
                sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
                server_default="0",
                nullable=False,
            )
        )
        batch_op.add_column(
            sa.Column("is_answered", sa.Boolean(), server_default=sa.text("0"), nullable=False)
        )
        batch_op.add_column(
            sa.Column(
                "cover",
                sa.Enum(
                    "redacted", "hidden", "removed", name="cover", native_enum=False, length=40
                ),
                nullable=True,
            )
        )
        batch_op.add_column(sa.Column("cover_ground", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("covered_at", db.UTCDateTime(timezone=True), nullable=True))
        batch_op.add_column(
            sa.Column(
                "covered_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
            )
        )
        batch_op.add_column(sa.Column("open_words", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("open_suggestion", sa.Text(), nullable=True))
        batch_op.create_index(
            "ix_discussion_comment_answered",
            ["thread_id", "place", "is_answered", "id"],
            unique=False,
        )
        batch_op.create_index(
            "ix_discussion_comment_display", ["thread_id", "display", "assurance"], unique=False
        )
        batch_op.create_index(
            "ix_discussion_comment_support", ["thread_id", "place", "support", "id"], unique=False
        )


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("discussion_comment", schema=None) as batch_op:
        batch_op.drop_index("ix_discussion_comment_support")
        batch_op.drop_index("ix_discussion_comment_display")
        batch_op.drop_index("ix_discussion_comment_answered")
        batch_op.drop_column("open_suggestion")
        batch_op.drop_column("open_words")
        batch_op.drop_column("covered_by")
        batch_op.drop_column("covered_at")
        batch_op.drop_column("cover_ground")
        batch_op.drop_column("cover")
        batch_op.drop_column("is_answered")
        batch_op.drop_column("thanks")
        batch_op.drop_column("support")
        batch_op.drop_column("edited_at")
        batch_op.drop_column("edits")
        batch_op.drop_column("bound")
        batch_op.drop_column("change")
        batch_op.drop_column("erased_at")
        batch_op.drop_column("confidential_reason")
        batch_op.drop_column("speaks_confirmed")
        batch_op.drop_column("capacity")
        batch_op.drop_column("register_number")
        batch_op.drop_column("speaks_for")

    with op.batch_alter_table("webhook_delivery", schema=None) as batch_op:
        batch_op.drop_index("ix_webhook_delivery_made_at")

    op.drop_table("webhook_delivery")
    op.drop_table("hearing_outcome")
    op.drop_table("hearing_final_text")
    op.drop_table("hearing_evaluation_request")
    with op.batch_alter_table("hearing_evaluation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_evaluation_made_in_id"))
        batch_op.drop_index(batch_op.f("ix_hearing_evaluation_due_on"))

    op.drop_table("hearing_evaluation")
    with op.batch_alter_table("discussion_reaction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_discussion_reaction_account_id"))

    op.drop_table("discussion_reaction")
    op.drop_table("discussion_range")
    op.drop_table("discussion_former_wording")
    with op.batch_alter_table("discussion_attachment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_discussion_attachment_digest"))

    op.drop_table("discussion_attachment")
    with op.batch_alter_table("webhook", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_webhook_account_id"))

    op.drop_table("webhook")
    op.drop_table("news_pace")
    with op.batch_alter_table("news", schema=None) as batch_op:
        batch_op.drop_index("ix_news_waits")
        batch_op.drop_index(batch_op.f("ix_news_subscription_id"))
        batch_op.drop_index("ix_news_account_id")

    op.drop_table("news")
    with op.batch_alter_table("api_key", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_api_key_account_id"))

    op.drop_table("api_key")
    with op.batch_alter_table("subscription", schema=None) as batch_op:
        batch_op.drop_index("ix_subscription_kind_key")

    op.drop_table("subscription")
    with op.batch_alter_table("discussion_held_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_discussion_held_file_digest"))

    op.drop_table("discussion_held_file")
    with op.batch_alter_table("discussion_draft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_discussion_draft_saved_at"))

    op.drop_table("discussion_draft")
