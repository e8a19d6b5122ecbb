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
        "hearing_spent_challenge",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("expires_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_spent_challenge")),
        sa.UniqueConstraint("digest", name=op.f("uq_hearing_spent_challenge_digest")),
    )
    with op.batch_alter_table("hearing_spent_challenge", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_hearing_spent_challenge_expires_at"), ["expires_at"], unique=False
        )

    op.create_table(
        "paper_scan",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("sheet_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("serial", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_scan")),
        sa.UniqueConstraint("sheet_id", "serial", name=op.f("uq_paper_scan_sheet_id_serial")),
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
            sa.Enum("now", "daily", "weekly", "none", name="pace", native_enum=False, length=40),
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
        "deputy",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "absent_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "deputy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("starts_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("ends_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("named_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("named_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["absent_id"], ["account.id"], name=op.f("fk_deputy_absent_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_deputy_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["deputy_id"], ["account.id"], name=op.f("fk_deputy_deputy_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["named_by"], ["account.id"], name=op.f("fk_deputy_named_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deputy")),
    )
    with op.batch_alter_table("deputy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deputy_absent_id"), ["absent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deputy_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deputy_deputy_id"), ["deputy_id"], unique=False)

    op.create_table(
        "law_amendment",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("ruleset_id", sa.String(length=40), nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "proposed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "proposed_from", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("proposed_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column(
            "decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("decided_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["account.id"], name=op.f("fk_law_amendment_decided_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["account.id"], name=op.f("fk_law_amendment_proposed_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_from"], ["agency.id"], name=op.f("fk_law_amendment_proposed_from_agency")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_law_amendment")),
    )
    with op.batch_alter_table("law_amendment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_law_amendment_ruleset_id"), ["ruleset_id"], unique=False
        )

    op.create_table(
        "mirror_peer",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("public_key", sa.String(length=64), nullable=False),
        sa.Column("registered_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_mirror_peer_agency_id_agency")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mirror_peer")),
        sa.UniqueConstraint("agency_id", name=op.f("uq_mirror_peer_agency_id")),
        sa.UniqueConstraint("public_key", name=op.f("uq_mirror_peer_public_key")),
    )
    op.create_table(
        "moderation_case",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("waits_since", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("due_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("waiting", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("urgent_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("hints", sa.JSON(), nullable=False),
        sa.Column("lease_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("lease_until", db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_moderation_case_agency_id_agency")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_case")),
        sa.UniqueConstraint(
            "kind", "key", "number", name=op.f("uq_moderation_case_kind_key_number")
        ),
    )
    with op.batch_alter_table("moderation_case", schema=None) as batch_op:
        batch_op.create_index(
            "ix_moderation_case_queue", ["agency_id", "waits_since"], unique=False
        )

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
            sa.Enum("now", "daily", "weekly", "none", name="pace", native_enum=False, length=40),
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
        "occasion",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "election",
                "term-end",
                "recess",
                "pause",
                "outage",
                "figure",
                name="kind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("begins_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("ends_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "proposed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "proposed_from", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("proposed_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column(
            "decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("decided_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.Column("applied_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_occasion_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["account.id"], name=op.f("fk_occasion_decided_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["account.id"], name=op.f("fk_occasion_proposed_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_from"], ["agency.id"], name=op.f("fk_occasion_proposed_from_agency")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occasion")),
    )
    with op.batch_alter_table("occasion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_occasion_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index("ix_occasion_kind_granted", ["kind", "granted"], unique=False)

    op.create_table(
        "paper_batch",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("sheet_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "delivered",
                "assisted",
                "withdrawal",
                name="batchkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "stage",
            sa.Enum(
                "keying",
                "again",
                "third",
                "settled",
                "entered",
                "lapsed",
                name="stage",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("rows", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "received_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("received_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("settled_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("entered_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["sheet.id"], name=op.f("fk_paper_batch_sheet_id_sheet")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_batch")),
        sa.UniqueConstraint("sheet_id", "number", name=op.f("uq_paper_batch_sheet_id_number")),
    )
    op.create_table(
        "paper_posting",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("sheet_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rows", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("entered", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("doubles", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("faults", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ended", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["sheet.id"], name=op.f("fk_paper_posting_sheet_id_sheet")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_posting")),
    )
    with op.batch_alter_table("paper_posting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_posting_sheet_id"), ["sheet_id"], unique=False)

    op.create_table(
        "paper_recheck",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("sheet_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("serial", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("row", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("is_alike", sa.Boolean(), nullable=False),
        sa.Column("at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["sheet.id"], name=op.f("fk_paper_recheck_sheet_id_sheet")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_recheck")),
        sa.UniqueConstraint(
            "sheet_id", "serial", "row", name=op.f("uq_paper_recheck_sheet_id_serial_row")
        ),
    )
    op.create_table(
        "paper_run",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("sheet_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("first", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("last", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "holder",
            sa.Enum(
                "initiators", "office", "citizen", name="formholder", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "purpose",
            sa.Enum("support", "withdrawal", name="formpurpose", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["sheet.id"], name=op.f("fk_paper_run_sheet_id_sheet")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_run")),
        sa.UniqueConstraint("sheet_id", "first", name=op.f("uq_paper_run_sheet_id_first")),
    )
    op.create_table(
        "sheet_hold",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("sheet_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "ground",
            sa.Enum(
                "court-case",
                "objection",
                "investigation",
                name="holdground",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "side",
            sa.Enum("verifier", "auditor", name="holdside", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("asked_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("until", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("agreed_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["sheet.id"], name=op.f("fk_sheet_hold_sheet_id_sheet")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_hold")),
    )
    with op.batch_alter_table("sheet_hold", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sheet_hold_sheet_id"), ["sheet_id"], unique=False)

    op.create_table(
        "sheet_objection",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("sheet_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("leaf", sa.LargeBinary(), nullable=True),
        sa.Column("envelope", sa.LargeBinary(), nullable=False),
        sa.Column("written_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("at", db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["sheet.id"], name=op.f("fk_sheet_objection_sheet_id_sheet")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_objection")),
        sa.UniqueConstraint("sheet_id", "leaf", name=op.f("uq_sheet_objection_sheet_id_leaf")),
    )
    op.create_table(
        "sheet_outcome",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("sheet_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("leaf", sa.LargeBinary(), nullable=False),
        sa.Column("outcome", sa.String(length=80), nullable=False),
        sa.Column("salt", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["sheet.id"], name=op.f("fk_sheet_outcome_sheet_id_sheet")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_outcome")),
        sa.UniqueConstraint("sheet_id", "leaf", name=op.f("uq_sheet_outcome_sheet_id_leaf")),
    )
    op.create_table(
        "sheet_package_link",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("sheet_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("ends_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["sheet.id"], name=op.f("fk_sheet_package_link_sheet_id_sheet")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_package_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sheet_package_link_token_hash")),
    )
    with op.batch_alter_table("sheet_package_link", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sheet_package_link_sheet_id"), ["sheet_id"], unique=False
        )

    op.create_table(
        "sheet_retention",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("sheet_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("until", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("rule", sa.String(length=160), nullable=False),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["sheet.id"], name=op.f("fk_sheet_retention_sheet_id_sheet")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_retention")),
        sa.UniqueConstraint("sheet_id", name=op.f("uq_sheet_retention_sheet_id")),
    )
    op.create_table(
        "sheet_revision",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("sheet_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["sheet.id"], name=op.f("fk_sheet_revision_sheet_id_sheet")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_revision")),
        sa.UniqueConstraint("sheet_id", "number", name=op.f("uq_sheet_revision_sheet_id_number")),
    )
    op.create_table(
        "stakeholder_entry",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("searchable", sa.Text(), nullable=False),
        sa.Column(
            "nature",
            sa.Enum("body", "person", name="nature", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("changed_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("removed_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_stakeholder_entry_agency_id_agency")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stakeholder_entry")),
        sa.UniqueConstraint(
            "agency_id", "email", name=op.f("uq_stakeholder_entry_agency_id_email")
        ),
    )
    op.create_table(
        "stakeholder_import",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("made_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_stakeholder_import_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["account.id"], name=op.f("fk_stakeholder_import_made_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stakeholder_import")),
    )
    with op.batch_alter_table("stakeholder_import", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_stakeholder_import_agency_id"), ["agency_id"], unique=False
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
        "hearing_answer_sheet",
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
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "assurance", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("revision", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("first_sent_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("sent_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("receipt_code", sa.Text(), nullable=False),
        sa.Column("receipt_hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_answer_sheet_hearing_id_hearing")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_answer_sheet")),
        sa.UniqueConstraint(
            "hearing_id", "account_id", name=op.f("uq_hearing_answer_sheet_hearing_id_account_id")
        ),
    )
    op.create_table(
        "hearing_answer_tally",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "hearing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("question", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("row", sa.Text(), nullable=False),
        sa.Column("option", sa.Text(), nullable=False),
        sa.Column(
            "assurance", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("times", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_answer_tally_hearing_id_hearing")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_answer_tally")),
        sa.UniqueConstraint(
            "hearing_id",
            "question",
            "row",
            "option",
            "assurance",
            name=op.f("uq_hearing_answer_tally_hearing_id_question_row_option_assurance"),
        ),
    )
    op.create_table(
        "hearing_asking",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "hearing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("hides_results", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_asking_hearing_id_hearing")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_asking")),
        sa.UniqueConstraint("hearing_id", name=op.f("uq_hearing_asking_hearing_id")),
    )
    op.create_table(
        "hearing_campaign",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "hearing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "confirmed",
                "undone",
                name="campaignstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("texts", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("joins_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("made_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column(
            "decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("decided_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["account.id"], name=op.f("fk_hearing_campaign_decided_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_campaign_hearing_id_hearing")
        ),
        sa.ForeignKeyConstraint(
            ["joins_id"],
            ["hearing_campaign.id"],
            name=op.f("fk_hearing_campaign_joins_id_hearing_campaign"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_campaign")),
        sa.UniqueConstraint(
            "hearing_id", "number", name=op.f("uq_hearing_campaign_hearing_id_number")
        ),
    )
    op.create_table(
        "hearing_carried",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "hearing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "comment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("from_eid", sa.Text(), nullable=False),
        sa.Column("to_eid", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("score", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("alone", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_carried_hearing_id_hearing")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_carried")),
        sa.UniqueConstraint(
            "hearing_id",
            "version",
            "comment_id",
            name=op.f("uq_hearing_carried_hearing_id_version_comment_id"),
        ),
    )
    with op.batch_alter_table("hearing_carried", schema=None) as batch_op:
        batch_op.create_index(
            "ix_hearing_carried_section", ["hearing_id", "version", "from_eid"], unique=False
        )

    op.create_table(
        "hearing_carry_decision",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "hearing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("eid", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "act",
            sa.Enum("confirm", "reassign", "orphan", name="act", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("before_eid", sa.Text(), nullable=True),
        sa.Column("to_eid", sa.Text(), nullable=True),
        sa.Column("score", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("decided_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["hearing_id"],
            ["hearing.id"],
            name=op.f("fk_hearing_carry_decision_hearing_id_hearing"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_carry_decision")),
    )
    with op.batch_alter_table("hearing_carry_decision", schema=None) as batch_op:
        batch_op.create_index(
            "ix_hearing_carry_decision_round", ["hearing_id", "version"], unique=False
        )

    op.create_table(
        "hearing_carry_round",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "hearing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "settled_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("settled_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("told", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_carry_round_hearing_id_hearing")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_carry_round")),
        sa.UniqueConstraint(
            "hearing_id", "version", name=op.f("uq_hearing_carry_round_hearing_id_version")
        ),
    )
    op.create_table(
        "hearing_contact",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "hearing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("duty", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_contact_hearing_id_hearing")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_contact")),
    )
    with op.batch_alter_table("hearing_contact", schema=None) as batch_op:
        batch_op.create_index("ix_hearing_contact_order", ["hearing_id", "position"], unique=False)

    op.create_table(
        "hearing_desk_note",
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
            "comment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column(
            "written_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("written_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["discussion_comment.id"],
            name=op.f("fk_hearing_desk_note_comment_id_discussion_comment"),
        ),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_desk_note_hearing_id_hearing")
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["account.id"], name=op.f("fk_hearing_desk_note_written_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_desk_note")),
    )
    with op.batch_alter_table("hearing_desk_note", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_hearing_desk_note_comment_id"), ["comment_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_hearing_desk_note_hearing_id"), ["hearing_id"], unique=False
        )

    op.create_table(
        "hearing_early_end",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "hearing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("closes_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("shorten_ground", sa.Text(), nullable=True),
        sa.Column("asked_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("asked_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column(
            "settled_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("settled_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("is_agreed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["account.id"], name=op.f("fk_hearing_early_end_asked_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_early_end_hearing_id_hearing")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["account.id"], name=op.f("fk_hearing_early_end_settled_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_early_end")),
    )
    with op.batch_alter_table("hearing_early_end", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_hearing_early_end_hearing_id"), ["hearing_id"], unique=False
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
        "hearing_exception",
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
            "agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "wish",
            sa.Enum(
                "shorter",
                "no-stakeholders",
                "non-publication",
                "early-end",
                name="wish",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("ground", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("asked_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column(
            "approver_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("due_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column(
            "decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("decided_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("replaced_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_hearing_exception_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["approver_id"], ["agency.id"], name=op.f("fk_hearing_exception_approver_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["account.id"], name=op.f("fk_hearing_exception_asked_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["account.id"], name=op.f("fk_hearing_exception_decided_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_exception_hearing_id_hearing")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_exception")),
    )
    with op.batch_alter_table("hearing_exception", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_hearing_exception_agency_id"), ["agency_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_hearing_exception_approver_id"), ["approver_id"], unique=False
        )
        batch_op.create_index(
            "ix_hearing_exception_hearing_wish", ["hearing_id", "wish"], unique=False
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
        "hearing_grouping_reach",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "hearing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("through", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("is_grouped", sa.Boolean(), nullable=False),
        sa.Column("after_closing", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hearing_id"],
            ["hearing.id"],
            name=op.f("fk_hearing_grouping_reach_hearing_id_hearing"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_grouping_reach")),
        sa.UniqueConstraint("hearing_id", name=op.f("uq_hearing_grouping_reach_hearing_id")),
    )
    op.create_table(
        "hearing_impact_line",
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
            "aspect",
            sa.Enum(
                "affected",
                "costs",
                "benefits",
                "burden",
                "small-business",
                "environment",
                "equality",
                "alternatives",
                name="aspect",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("amount", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "unit",
            sa.Enum(
                "persons",
                "households",
                "businesses",
                "baht-once",
                "baht-a-year",
                "hours-a-year",
                "tonnes-a-year",
                "per-cent",
                name="unit",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("written_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_impact_line_hearing_id_hearing")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_impact_line")),
        sa.UniqueConstraint(
            "hearing_id", "aspect", name=op.f("uq_hearing_impact_line_hearing_id_aspect")
        ),
    )
    op.create_table(
        "hearing_judgement",
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
        sa.Column(
            "verdict",
            sa.Enum("yes", "in-part", "no", name="verdict", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("given_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_judgement_hearing_id_hearing")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_judgement")),
        sa.UniqueConstraint(
            "hearing_id", "account_id", name=op.f("uq_hearing_judgement_hearing_id_account_id")
        ),
    )
    op.create_table(
        "hearing_kept_count",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "hearing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("times", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("of", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("counted_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_kept_count_hearing_id_hearing")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_kept_count")),
        sa.UniqueConstraint(
            "hearing_id", "name", name=op.f("uq_hearing_kept_count_hearing_id_name")
        ),
    )
    op.create_table(
        "hearing_meeting",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "hearing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("titles", sa.JSON(), nullable=False),
        sa.Column("starts_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("ends_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("agenda", sa.Text(), nullable=False),
        sa.Column("cancelled_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("cancel_reason", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Text(), nullable=False),
        sa.Column("minutes_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("attended", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("groups", sa.Text(), nullable=False),
        sa.Column("file_digest", sa.Text(), nullable=True),
        sa.Column("file_name", sa.Text(), nullable=True),
        sa.Column("file_type", sa.Text(), nullable=True),
        sa.Column("file_size", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_meeting_hearing_id_hearing")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_meeting")),
    )
    with op.batch_alter_table("hearing_meeting", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_hearing_meeting_hearing_id"), ["hearing_id"], unique=False
        )
        batch_op.create_index("ix_hearing_meeting_when", ["starts_at", "id"], unique=False)

    op.create_table(
        "hearing_offline_batch",
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
            "sort",
            sa.Enum("lines", "scans", name="sort", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("made_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("taken_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_offline_batch_hearing_id_hearing")
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["account.id"], name=op.f("fk_hearing_offline_batch_made_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_offline_batch")),
        sa.UniqueConstraint(
            "hearing_id", "digest", name=op.f("uq_hearing_offline_batch_hearing_id_digest")
        ),
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
        "hearing_paper",
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
            "kind",
            sa.Enum(
                "memo",
                "impact-assessment",
                "checklist",
                "presentation",
                "easy-language",
                "picture",
                "other",
                name="paperkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("picture_words", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("added_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_paper_hearing_id_hearing")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_paper")),
    )
    with op.batch_alter_table("hearing_paper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hearing_paper_digest"), ["digest"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_hearing_paper_hearing_id"), ["hearing_id"], unique=False
        )

    op.create_table(
        "hearing_partner",
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
            "agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("asked_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("asked_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column(
            "answered_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("answered_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_hearing_partner_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["account.id"], name=op.f("fk_hearing_partner_answered_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["account.id"], name=op.f("fk_hearing_partner_asked_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_partner_hearing_id_hearing")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_partner")),
        sa.UniqueConstraint(
            "hearing_id", "agency_id", name=op.f("uq_hearing_partner_hearing_id_agency_id")
        ),
    )
    with op.batch_alter_table("hearing_partner", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_hearing_partner_agency_id"), ["agency_id"], unique=False
        )

    op.create_table(
        "hearing_preview",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "hearing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("made_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("made_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_preview_hearing_id_hearing")
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["account.id"], name=op.f("fk_hearing_preview_made_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_preview")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_hearing_preview_token_hash")),
    )
    with op.batch_alter_table("hearing_preview", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_hearing_preview_hearing_id"), ["hearing_id"], unique=False
        )

    op.create_table(
        "hearing_question",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "hearing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "form",
            sa.Enum(
                "open",
                "single",
                "multiple",
                "scale",
                "matrix",
                name="form",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("wording", sa.JSON(), nullable=False),
        sa.Column("note", sa.JSON(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("lowest", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("highest", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("low_label", sa.JSON(), nullable=False),
        sa.Column("high_label", sa.JSON(), nullable=False),
        sa.Column("has_other", sa.Boolean(), nullable=False),
        sa.Column("most", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("is_required", sa.Boolean(), nullable=False),
        sa.Column(
            "asks_number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("asks_option", sa.Text(), nullable=True),
        sa.Column("frozen_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("written_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_question_hearing_id_hearing")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_question")),
        sa.UniqueConstraint(
            "hearing_id", "number", name=op.f("uq_hearing_question_hearing_id_number")
        ),
    )
    op.create_table(
        "hearing_reply",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "hearing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("comments", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "disposition",
            sa.Enum(
                "accepted",
                "partly",
                "not",
                "noted",
                name="disposition",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "answered_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("answered_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["account.id"], name=op.f("fk_hearing_reply_answered_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_reply_hearing_id_hearing")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_reply")),
        sa.UniqueConstraint(
            "hearing_id", "number", name=op.f("uq_hearing_reply_hearing_id_number")
        ),
    )
    with op.batch_alter_table("hearing_reply", schema=None) as batch_op:
        batch_op.create_index("ix_hearing_reply_place", ["hearing_id", "place"], unique=False)

    op.create_table(
        "hearing_reveal",
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
            "comment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "ground",
            sa.Enum(
                "court-order",
                "investigation",
                "danger",
                "author-asks",
                name="ground",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("asked_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column(
            "decision",
            sa.Enum("granted", "refused", name="decision", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column(
            "decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("decided_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["account.id"], name=op.f("fk_hearing_reveal_asked_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["discussion_comment.id"],
            name=op.f("fk_hearing_reveal_comment_id_discussion_comment"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["account.id"], name=op.f("fk_hearing_reveal_decided_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_reveal_hearing_id_hearing")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_reveal")),
    )
    with op.batch_alter_table("hearing_reveal", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_hearing_reveal_hearing_id"), ["hearing_id"], unique=False
        )
        batch_op.create_index(
            "uq_hearing_reveal_open",
            ["comment_id"],
            unique=True,
            sqlite_where=sa.text("decision IS NULL"),
            postgresql_where=sa.text("decision IS NULL"),
        )

    op.create_table(
        "hearing_sealed",
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
            "comment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "kind",
            sa.Enum("confidential", "pseudonym", "name", name="seal", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["discussion_comment.id"],
            name=op.f("fk_hearing_sealed_comment_id_discussion_comment"),
        ),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_sealed_hearing_id_hearing")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_sealed")),
        sa.UniqueConstraint("comment_id", "kind", name=op.f("uq_hearing_sealed_comment_id_kind")),
    )
    with op.batch_alter_table("hearing_sealed", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_hearing_sealed_hearing_id"), ["hearing_id"], unique=False
        )

    op.create_table(
        "hearing_sketch",
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
            "comment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("sketch", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["discussion_comment.id"],
            name=op.f("fk_hearing_sketch_comment_id_discussion_comment"),
        ),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_sketch_hearing_id_hearing")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_sketch")),
        sa.UniqueConstraint("comment_id", name=op.f("uq_hearing_sketch_comment_id")),
    )
    with op.batch_alter_table("hearing_sketch", schema=None) as batch_op:
        batch_op.create_index("ix_hearing_sketch_order", ["hearing_id", "comment_id"], unique=False)

    op.create_table(
        "hearing_summary_return",
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
            "agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("published_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column(
            "returned_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("returned_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_hearing_summary_return_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["hearing_id"],
            ["hearing.id"],
            name=op.f("fk_hearing_summary_return_hearing_id_hearing"),
        ),
        sa.ForeignKeyConstraint(
            ["returned_by"],
            ["account.id"],
            name=op.f("fk_hearing_summary_return_returned_by_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_summary_return")),
    )
    with op.batch_alter_table("hearing_summary_return", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_hearing_summary_return_hearing_id"), ["hearing_id"], unique=False
        )

    op.create_table(
        "hearing_theme_proposal",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "hearing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("keywords", sa.JSON(), nullable=False),
        sa.Column("comments", sa.JSON(), nullable=False),
        sa.Column("extracts", sa.JSON(), nullable=False),
        sa.Column("made_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["hearing_id"],
            ["hearing.id"],
            name=op.f("fk_hearing_theme_proposal_hearing_id_hearing"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_theme_proposal")),
        sa.UniqueConstraint(
            "hearing_id", "number", name=op.f("uq_hearing_theme_proposal_hearing_id_number")
        ),
    )
    op.create_table(
        "hearing_verdict_tally",
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
            "verdict",
            sa.Enum("yes", "in-part", "no", name="verdict", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("times", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_verdict_tally_hearing_id_hearing")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_verdict_tally")),
        sa.UniqueConstraint(
            "hearing_id", "verdict", name=op.f("uq_hearing_verdict_tally_hearing_id_verdict")
        ),
    )
    op.create_table(
        "ledger_cosignature",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("head_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("witness", sa.Text(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["head_id"], ["ledger_head.id"], name=op.f("fk_ledger_cosignature_head_id_ledger_head")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_cosignature")),
        sa.UniqueConstraint(
            "head_id", "witness", name=op.f("uq_ledger_cosignature_head_id_witness")
        ),
    )
    with op.batch_alter_table("ledger_cosignature", schema=None) as batch_op:
        batch_op.create_index("ix_ledger_cosignature_witness_id", ["witness", "id"], unique=False)

    op.create_table(
        "mirror_message",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("peer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("taken_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["peer_id"], ["mirror_peer.id"], name=op.f("fk_mirror_message_peer_id_mirror_peer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mirror_message")),
        sa.UniqueConstraint("number", name=op.f("uq_mirror_message_number")),
    )
    op.create_table(
        "moderation_decision",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "act",
            sa.Enum(
                "leave",
                "redact",
                "hide",
                "restore",
                "remove",
                "lift",
                name="act",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "ground",
            sa.Enum(
                "unlawful",
                "threats",
                "personal-data",
                "hate",
                "obscene",
                "impersonation",
                "spam",
                "advertising",
                "order",
                name="ground",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("decided_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("words_digest", sa.Text(), nullable=False),
        sa.Column("order_body", sa.Text(), nullable=True),
        sa.Column("order_reference", sa.Text(), nullable=True),
        sa.Column("order_date", sa.Date(), nullable=True),
        sa.Column(
            "confirmed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_moderation_decision_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["moderation_case.id"],
            name=op.f("fk_moderation_decision_case_id_moderation_case"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_decision")),
    )
    with op.batch_alter_table("moderation_decision", schema=None) as batch_op:
        batch_op.create_index(
            "ix_moderation_decision_agency_id", ["agency_id", "decided_at"], unique=False
        )
        batch_op.create_index("ix_moderation_decision_case_id", ["case_id"], unique=False)

    op.create_table(
        "moderation_note",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "written_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("written_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["moderation_case.id"],
            name=op.f("fk_moderation_note_case_id_moderation_case"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_note")),
    )
    with op.batch_alter_table("moderation_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_moderation_note_case_id"), ["case_id"], unique=False)

    op.create_table(
        "moderation_order",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("lifts", sa.Boolean(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column(
            "proposed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("proposed_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column(
            "settled_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("settled_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["moderation_case.id"],
            name=op.f("fk_moderation_order_case_id_moderation_case"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_order")),
    )
    with op.batch_alter_table("moderation_order", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_moderation_order_case_id"), ["case_id"], unique=False)

    op.create_table(
        "moderation_report",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reporter", sa.Text(), nullable=False),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "ground",
            sa.Enum(
                "unlawful",
                "threats",
                "personal-data",
                "hate",
                "obscene",
                "impersonation",
                "spam",
                "advertising",
                "order",
                name="ground",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("made_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("settled_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["moderation_case.id"],
            name=op.f("fk_moderation_report_case_id_moderation_case"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_report")),
        sa.UniqueConstraint(
            "case_id", "reporter", name=op.f("uq_moderation_report_case_id_reporter")
        ),
    )
    with op.batch_alter_table("moderation_report", schema=None) as batch_op:
        batch_op.create_index("ix_moderation_report_account", ["account_id"], unique=False)

    op.create_table(
        "paper_entry",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("batch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("serial", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("row", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("attempt", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("place", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.LargeBinary(), nullable=False),
        sa.Column(
            "fault",
            sa.Enum(
                "crossed-out",
                "unreadable",
                "incomplete",
                "not-signed",
                "bad-number",
                "out-of-time",
                name="rowfault",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["paper_batch.id"], name=op.f("fk_paper_entry_batch_id_paper_batch")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_entry")),
        sa.UniqueConstraint(
            "batch_id",
            "serial",
            "row",
            "attempt",
            "place",
            name=op.f("uq_paper_entry_batch_id_serial_row_attempt_place"),
        ),
    )
    op.create_table(
        "paper_form",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("sheet_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("batch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("serial", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rows", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["paper_batch.id"], name=op.f("fk_paper_form_batch_id_paper_batch")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_form")),
        sa.UniqueConstraint("sheet_id", "serial", name=op.f("uq_paper_form_sheet_id_serial")),
    )
    with op.batch_alter_table("paper_form", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_form_batch_id"), ["batch_id"], unique=False)

    op.create_table(
        "paper_keyer",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("batch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("place", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["paper_batch.id"], name=op.f("fk_paper_keyer_batch_id_paper_batch")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_keyer")),
        sa.UniqueConstraint("batch_id", "account", name=op.f("uq_paper_keyer_batch_id_account")),
        sa.UniqueConstraint("batch_id", "place", name=op.f("uq_paper_keyer_batch_id_place")),
    )
    op.create_table(
        "paper_row",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("batch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("serial", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("row", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.LargeBinary(), nullable=False),
        sa.Column(
            "fault",
            sa.Enum(
                "crossed-out",
                "unreadable",
                "incomplete",
                "not-signed",
                "bad-number",
                "out-of-time",
                name="rowfault",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["paper_batch.id"], name=op.f("fk_paper_row_batch_id_paper_batch")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_row")),
        sa.UniqueConstraint(
            "batch_id", "serial", "row", name=op.f("uq_paper_row_batch_id_serial_row")
        ),
    )
    op.create_table(
        "stakeholder_label",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("entry_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("group", "topic", "tag", name="word", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("word", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["stakeholder_entry.id"],
            name=op.f("fk_stakeholder_label_entry_id_stakeholder_entry"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stakeholder_label")),
        sa.UniqueConstraint(
            "entry_id", "kind", "word", name=op.f("uq_stakeholder_label_entry_id_kind_word")
        ),
    )
    with op.batch_alter_table("stakeholder_label", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stakeholder_label_word"), ["word"], unique=False)

    op.create_table(
        "text_erratum",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("eid", sa.Text(), nullable=False),
        sa.Column("old_heading", sa.Text(), nullable=False),
        sa.Column("new_heading", sa.Text(), nullable=False),
        sa.Column("old_words", sa.Text(), nullable=False),
        sa.Column("new_words", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "corrected_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("corrected_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["text_version.id"],
            name=op.f("fk_text_erratum_version_id_text_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_erratum")),
    )
    with op.batch_alter_table("text_erratum", schema=None) as batch_op:
        batch_op.create_index("ix_text_erratum_version_id", ["version_id", "eid"], unique=False)

    op.create_table(
        "text_translation",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("nodes", sa.JSON(), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column(
            "prepared_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("staged_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column(
            "reviewed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("published_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["text_version.id"],
            name=op.f("fk_text_translation_version_id_text_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_translation")),
    )
    with op.batch_alter_table("text_translation", schema=None) as batch_op:
        batch_op.create_index(
            "ix_text_translation_version_id", ["version_id", "language"], unique=False
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

    op.create_table(
        "hearing_assignment",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "hearing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column(
            "comment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("theme_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "assigned_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("assigned_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_hearing_assignment_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["assigned_by"], ["account.id"], name=op.f("fk_hearing_assignment_assigned_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["discussion_comment.id"],
            name=op.f("fk_hearing_assignment_comment_id_discussion_comment"),
        ),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_assignment_hearing_id_hearing")
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"],
            ["hearing_theme.id"],
            name=op.f("fk_hearing_assignment_theme_id_hearing_theme"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_assignment")),
        sa.UniqueConstraint(
            "hearing_id", "unit", name=op.f("uq_hearing_assignment_hearing_id_unit")
        ),
    )
    with op.batch_alter_table("hearing_assignment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_hearing_assignment_comment_id"), ["comment_id"], unique=False
        )
        batch_op.create_index(
            "ix_hearing_assignment_officer", ["account_id", "hearing_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_hearing_assignment_theme_id"), ["theme_id"], unique=False
        )

    op.create_table(
        "hearing_campaign_text",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "campaign_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "comment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["hearing_campaign.id"],
            name=op.f("fk_hearing_campaign_text_campaign_id_hearing_campaign"),
        ),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["discussion_comment.id"],
            name=op.f("fk_hearing_campaign_text_comment_id_discussion_comment"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_campaign_text")),
        sa.UniqueConstraint("comment_id", name=op.f("uq_hearing_campaign_text_comment_id")),
    )
    with op.batch_alter_table("hearing_campaign_text", schema=None) as batch_op:
        batch_op.create_index(
            "ix_hearing_campaign_text_order", ["campaign_id", "comment_id"], unique=False
        )

    op.create_table(
        "hearing_meeting_comment",
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
            "meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("comment", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["hearing_id"],
            ["hearing.id"],
            name=op.f("fk_hearing_meeting_comment_hearing_id_hearing"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["hearing_meeting.id"],
            name=op.f("fk_hearing_meeting_comment_meeting_id_hearing_meeting"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_meeting_comment")),
        sa.UniqueConstraint(
            "hearing_id", "comment", name=op.f("uq_hearing_meeting_comment_hearing_id_comment")
        ),
    )
    with op.batch_alter_table("hearing_meeting_comment", schema=None) as batch_op:
        batch_op.create_index(
            "ix_hearing_meeting_comment_page", ["meeting_id", "comment"], unique=False
        )

    op.create_table(
        "hearing_offline_submission",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "hearing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("batch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "channel",
            sa.Enum(
                "online",
                "paper",
                "mail",
                "meeting",
                "invited",
                name="channel",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("scan_digest", sa.Text(), nullable=True),
        sa.Column("scan_type", sa.Text(), nullable=True),
        sa.Column("scan_name", sa.Text(), nullable=True),
        sa.Column("made_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column(
            "entered_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("entered_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["hearing_offline_batch.id"],
            name=op.f("fk_hearing_offline_submission_batch_id_hearing_offline_batch"),
        ),
        sa.ForeignKeyConstraint(
            ["entered_by"],
            ["account.id"],
            name=op.f("fk_hearing_offline_submission_entered_by_account"),
        ),
        sa.ForeignKeyConstraint(
            ["hearing_id"],
            ["hearing.id"],
            name=op.f("fk_hearing_offline_submission_hearing_id_hearing"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_offline_submission")),
    )
    with op.batch_alter_table("hearing_offline_submission", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_hearing_offline_submission_hearing_id"), ["hearing_id"], unique=False
        )

    op.create_table(
        "hearing_preview_opening",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("link_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["link_id"],
            ["hearing_preview.id"],
            name=op.f("fk_hearing_preview_opening_link_id_hearing_preview"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_preview_opening")),
    )
    with op.batch_alter_table("hearing_preview_opening", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_hearing_preview_opening_link_id"), ["link_id"], unique=False
        )

    op.create_table(
        "hearing_question_answer",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("sheet_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "question_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("comment", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["hearing_question.id"],
            name=op.f("fk_hearing_question_answer_question_id_hearing_question"),
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"],
            ["hearing_answer_sheet.id"],
            name=op.f("fk_hearing_question_answer_sheet_id_hearing_answer_sheet"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_question_answer")),
        sa.UniqueConstraint(
            "sheet_id", "question_id", name=op.f("uq_hearing_question_answer_sheet_id_question_id")
        ),
    )
    with op.batch_alter_table("hearing_question_answer", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_hearing_question_answer_question_id"), ["question_id"], unique=False
        )

    op.create_table(
        "hearing_question_comment",
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
            "question_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("comment", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["hearing_id"],
            ["hearing.id"],
            name=op.f("fk_hearing_question_comment_hearing_id_hearing"),
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["hearing_question.id"],
            name=op.f("fk_hearing_question_comment_question_id_hearing_question"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_question_comment")),
        sa.UniqueConstraint(
            "hearing_id", "comment", name=op.f("uq_hearing_question_comment_hearing_id_comment")
        ),
    )
    with op.batch_alter_table("hearing_question_comment", schema=None) as batch_op:
        batch_op.create_index(
            "ix_hearing_question_comment_page", ["question_id", "comment"], unique=False
        )

    op.create_table(
        "hearing_replied",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("reply_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "comment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["discussion_comment.id"],
            name=op.f("fk_hearing_replied_comment_id_discussion_comment"),
        ),
        sa.ForeignKeyConstraint(
            ["reply_id"],
            ["hearing_reply.id"],
            name=op.f("fk_hearing_replied_reply_id_hearing_reply"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_replied")),
        sa.UniqueConstraint("comment_id", name=op.f("uq_hearing_replied_comment_id")),
    )
    with op.batch_alter_table("hearing_replied", schema=None) as batch_op:
        batch_op.create_index("ix_hearing_replied_order", ["reply_id", "comment_id"], unique=False)

    op.create_table(
        "hearing_withholding",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("paper_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "exception_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("hides_waiting", sa.Boolean(), nullable=False),
        sa.Column("reminded_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("ended_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["exception_id"],
            ["hearing_exception.id"],
            name=op.f("fk_hearing_withholding_exception_id_hearing_exception"),
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"],
            ["hearing_paper.id"],
            name=op.f("fk_hearing_withholding_paper_id_hearing_paper"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_withholding")),
        sa.UniqueConstraint("exception_id", name=op.f("uq_hearing_withholding_exception_id")),
    )
    with op.batch_alter_table("hearing_withholding", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_hearing_withholding_ended_at"), ["ended_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_hearing_withholding_paper_id"), ["paper_id"], unique=False
        )

    op.create_table(
        "initiative_abuse_report",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "initiative_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("case_number", sa.Text(), nullable=False),
        sa.Column(
            "breach",
            sa.Enum(
                "payment",
                "pressure",
                "false-words",
                "other-name",
                "other",
                name="breach",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("reported_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("due_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column(
            "finding",
            sa.Enum(
                "founded", "unfounded", "passed-on", name="finding", native_enum=False, length=40
            ),
            nullable=True,
        ),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column(
            "answered_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.ForeignKeyConstraint(
            ["answered_by"],
            ["account.id"],
            name=op.f("fk_initiative_abuse_report_answered_by_account"),
        ),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_initiative_abuse_report_initiative_id_initiative"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_abuse_report")),
        sa.UniqueConstraint("case_number", name=op.f("uq_initiative_abuse_report_case_number")),
    )
    with op.batch_alter_table("initiative_abuse_report", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_initiative_abuse_report_initiative_id_answered_at"),
            ["initiative_id", "answered_at"],
            unique=False,
        )

    op.create_table(
        "initiative_authorship_offer",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "initiative_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("offered_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_initiative_authorship_offer_account_id_account"),
        ),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_initiative_authorship_offer_initiative_id_initiative"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_authorship_offer")),
        sa.UniqueConstraint(
            "initiative_id", name=op.f("uq_initiative_authorship_offer_initiative_id")
        ),
    )
    op.create_table(
        "initiative_destination",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "initiative_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("asked_for", sa.Text(), nullable=False),
        sa.Column("sent_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("due_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("told_late_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_initiative_destination_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_initiative_destination_initiative_id_initiative"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_destination")),
        sa.UniqueConstraint(
            "initiative_id",
            "agency_id",
            name=op.f("uq_initiative_destination_initiative_id_agency_id"),
        ),
    )
    with op.batch_alter_table("initiative_destination", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_initiative_destination_agency_id"), ["agency_id"], unique=False
        )

    op.create_table(
        "initiative_ending",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "initiative_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("ended_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_initiative_ending_initiative_id_initiative"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_ending")),
        sa.UniqueConstraint("initiative_id", name=op.f("uq_initiative_ending_initiative_id")),
    )
    op.create_table(
        "initiative_funding_statement",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "initiative_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("through", sa.Date(), nullable=False),
        sa.Column("made_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_initiative_funding_statement_initiative_id_initiative"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_funding_statement")),
        sa.UniqueConstraint(
            "initiative_id",
            "through",
            name=op.f("uq_initiative_funding_statement_initiative_id_through"),
        ),
    )
    op.create_table(
        "initiative_gift",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "initiative_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("giver", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("disclosed_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("struck_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("struck_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_initiative_gift_initiative_id_initiative"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_gift")),
    )
    with op.batch_alter_table("initiative_gift", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_initiative_gift_initiative_id"), ["initiative_id"], unique=False
        )

    op.create_table(
        "initiative_taken_suggestion",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "initiative_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "comment_number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("taken_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_initiative_taken_suggestion_initiative_id_initiative"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_taken_suggestion")),
        sa.UniqueConstraint(
            "initiative_id",
            "comment_number",
            name=op.f("uq_initiative_taken_suggestion_initiative_id_comment_number"),
        ),
    )
    op.create_table(
        "initiative_tier",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "initiative_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("count", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("duty", sa.Text(), nullable=False),
        sa.Column("reached_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("due_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("below_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("answered_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column(
            "answered_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["account.id"], name=op.f("fk_initiative_tier_answered_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_initiative_tier_initiative_id_initiative"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_tier")),
        sa.UniqueConstraint(
            "initiative_id", "count", name=op.f("uq_initiative_tier_initiative_id_count")
        ),
    )
    op.create_table(
        "initiative_translation",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "initiative_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("offered_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("reviewed_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column(
            "reviewed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("is_faithful", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_initiative_translation_initiative_id_initiative"),
        ),
        sa.ForeignKeyConstraint(
            ["reviewed_by"],
            ["account.id"],
            name=op.f("fk_initiative_translation_reviewed_by_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_translation")),
    )
    with op.batch_alter_table("initiative_translation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_initiative_translation_initiative_id_language_id"),
            ["initiative_id", "language", "id"],
            unique=False,
        )

    op.create_table(
        "moderation_appeal",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "decision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("made_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("due_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum("upheld", "partly", "overturned", name="outcome", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "decided_in", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("decided_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_moderation_appeal_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["decided_in"], ["agency.id"], name=op.f("fk_moderation_appeal_decided_in_agency")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["moderation_decision.id"],
            name=op.f("fk_moderation_appeal_decision_id_moderation_decision"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_appeal")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_moderation_appeal_decision_id")),
    )
    with op.batch_alter_table("moderation_appeal", schema=None) as batch_op:
        batch_op.create_index(
            "ix_moderation_appeal_agency_id", ["agency_id", "decided_at"], unique=False
        )

    op.create_table(
        "stakeholder_invitation",
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
            "stakeholder_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("made_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("answered_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["hearing_id"],
            ["hearing.id"],
            name=op.f("fk_stakeholder_invitation_hearing_id_hearing"),
        ),
        sa.ForeignKeyConstraint(
            ["stakeholder_id"],
            ["hearing_stakeholder.id"],
            name=op.f("fk_stakeholder_invitation_stakeholder_id_hearing_stakeholder"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stakeholder_invitation")),
        sa.UniqueConstraint("digest", name=op.f("uq_stakeholder_invitation_digest")),
        sa.UniqueConstraint(
            "stakeholder_id", name=op.f("uq_stakeholder_invitation_stakeholder_id")
        ),
    )
    with op.batch_alter_table("stakeholder_invitation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_stakeholder_invitation_hearing_id"), ["hearing_id"], unique=False
        )

    op.create_table(
        "hearing_answer_correction",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("answer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("reply_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "disposition",
            sa.Enum(
                "accepted",
                "partly",
                "not",
                "noted",
                name="disposition",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column(
            "corrected_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("corrected_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"],
            ["hearing_answer.id"],
            name=op.f("fk_hearing_answer_correction_answer_id_hearing_answer"),
        ),
        sa.ForeignKeyConstraint(
            ["corrected_by"],
            ["account.id"],
            name=op.f("fk_hearing_answer_correction_corrected_by_account"),
        ),
        sa.ForeignKeyConstraint(
            ["reply_id"],
            ["hearing_reply.id"],
            name=op.f("fk_hearing_answer_correction_reply_id_hearing_reply"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_answer_correction")),
    )
    with op.batch_alter_table("hearing_answer_correction", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_hearing_answer_correction_answer_id"), ["answer_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_hearing_answer_correction_reply_id"), ["reply_id"], unique=False
        )

    op.create_table(
        "hearing_offline_correction",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "submission_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "corrected_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("corrected_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["corrected_by"],
            ["account.id"],
            name=op.f("fk_hearing_offline_correction_corrected_by_account"),
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["hearing_offline_submission.id"],
            name=op.f("fk_hearing_offline_correction_submission_id_hearing_offline_submission"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_offline_correction")),
    )
    with op.batch_alter_table("hearing_offline_correction", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_hearing_offline_correction_submission_id"),
            ["submission_id"],
            unique=False,
        )

    op.create_table(
        "hearing_offline_point",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "submission_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "comment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["discussion_comment.id"],
            name=op.f("fk_hearing_offline_point_comment_id_discussion_comment"),
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["hearing_offline_submission.id"],
            name=op.f("fk_hearing_offline_point_submission_id_hearing_offline_submission"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_offline_point")),
        sa.UniqueConstraint("comment_id", name=op.f("uq_hearing_offline_point_comment_id")),
    )
    with op.batch_alter_table("hearing_offline_point", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_hearing_offline_point_submission_id"), ["submission_id"], unique=False
        )

    op.create_table(
        "initiative_backing",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "candidate_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("given_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["initiative_member.id"],
            name=op.f("fk_initiative_backing_candidate_id_initiative_member"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["initiative_member.id"],
            name=op.f("fk_initiative_backing_member_id_initiative_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_backing")),
        sa.UniqueConstraint("member_id", name=op.f("uq_initiative_backing_member_id")),
    )
    op.create_table(
        "initiative_entry",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "initiative_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "referral_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "agenda",
                "letter-in",
                "letter-out",
                "document",
                "response",
                "debate-set",
                "debate-held",
                "transfer",
                "coverage",
                "news",
                name="entrykind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "source",
            sa.Enum("desk", "author", "machine", name="source", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column(
            "medium",
            sa.Enum(
                "post", "email", "by-hand", "system", name="medium", native_enum=False, length=40
            ),
            nullable=True,
        ),
        sa.Column("correspondent", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=True),
        sa.Column("file_type", sa.Text(), nullable=True),
        sa.Column("file_name", sa.Text(), nullable=True),
        sa.Column(
            "corrects_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("recorded_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["corrects_id"],
            ["initiative_entry.id"],
            name=op.f("fk_initiative_entry_corrects_id_initiative_entry"),
        ),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_initiative_entry_initiative_id_initiative"),
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"],
            ["initiative_referral.id"],
            name=op.f("fk_initiative_entry_referral_id_initiative_referral"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_entry")),
    )
    with op.batch_alter_table("initiative_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_initiative_entry_digest"), ["digest"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_initiative_entry_initiative_id"), ["initiative_id"], unique=False
        )

    op.create_table(
        "initiative_review_appeal",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "review_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("made_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("due_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("decided_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column(
            "decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("is_won", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by"],
            ["account.id"],
            name=op.f("fk_initiative_review_appeal_decided_by_account"),
        ),
        sa.ForeignKeyConstraint(
            ["review_id"],
            ["initiative_review.id"],
            name=op.f("fk_initiative_review_appeal_review_id_initiative_review"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_review_appeal")),
        sa.UniqueConstraint("review_id", name=op.f("uq_initiative_review_appeal_review_id")),
    )
    op.create_table(
        "initiative_review_lease",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "review_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("until", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_initiative_review_lease_account_id_account"),
        ),
        sa.ForeignKeyConstraint(
            ["review_id"],
            ["initiative_review.id"],
            name=op.f("fk_initiative_review_lease_review_id_initiative_review"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_review_lease")),
        sa.UniqueConstraint("review_id", name=op.f("uq_initiative_review_lease_review_id")),
    )
    op.create_table(
        "initiative_review_note",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "review_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("written_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_initiative_review_note_account_id_account"),
        ),
        sa.ForeignKeyConstraint(
            ["review_id"],
            ["initiative_review.id"],
            name=op.f("fk_initiative_review_note_review_id_initiative_review"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_review_note")),
    )
    with op.batch_alter_table("initiative_review_note", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_initiative_review_note_review_id"), ["review_id"], unique=False
        )

    with op.batch_alter_table("discussion_comment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("speaks_for", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("register_number", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("capacity", sa.Text(), nullable=True))
        batch_op.add_column(
            sa.Column("speaks_confirmed", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(sa.Column("confidential_reason", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("erased_at", db.UTCDateTime(timezone=True), nullable=True))
        batch_op.add_column(
            sa.Column("by_minor", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
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
            sa.Column(
                "replies", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
            )
        )
        batch_op.add_column(
            sa.Column("is_answered", sa.Boolean(), server_default=sa.false(), nullable=False)
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
            "ix_discussion_comment_channel", ["thread_id", "channel", "id"], unique=False
        )
        batch_op.create_index(
            "ix_discussion_comment_display", ["thread_id", "display", "assurance"], unique=False
        )
        batch_op.create_index(
            "ix_discussion_comment_language", ["thread_id", "language", "number"], unique=False
        )
        batch_op.create_index(
            "ix_discussion_comment_support", ["thread_id", "place", "support", "id"], unique=False
        )

    with op.batch_alter_table("discussion_voice", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_discussion_voice_account_id"), ["account_id"], unique=False
        )

    with op.batch_alter_table("hearing", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "submitted_from",
                sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
                nullable=True,
            )
        )
        batch_op.add_column(sa.Column("origin_words", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("origin_address", sa.Text(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_hearing_submitted_from_agency"), "agency", ["submitted_from"], ["id"]
        )

    with op.batch_alter_table("hearing_answer", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
            )
        )

    with op.batch_alter_table("hearing_date_change", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ground", sa.Text(), nullable=True))

    with op.batch_alter_table("hearing_no_issue", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_hearing_no_issue_comment_id"), ["comment_id"], unique=False
        )

    with op.batch_alter_table("hearing_placement", schema=None) as batch_op:
        batch_op.create_index("ix_hearing_placement_comment_id", ["comment_id"], unique=False)

    with op.batch_alter_table("hearing_stakeholder", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("is_person", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(sa.Column("bounced_on", sa.Date(), nullable=True))

    with op.batch_alter_table("initiative", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "base_figure", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
            )
        )
        batch_op.add_column(sa.Column("base_source", sa.Text(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "territories_short",
                sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
                nullable=True,
            )
        )
        batch_op.add_column(
            sa.Column("confirm_due_at", db.UTCDateTime(timezone=True), nullable=True)
        )

    with op.batch_alter_table("ledger_head", schema=None) as batch_op:
        batch_op.add_column(sa.Column("cosigned_at", db.UTCDateTime(timezone=True), nullable=True))

    with op.batch_alter_table("record_entry", schema=None) as batch_op:
        batch_op.add_column(sa.Column("of", sa.String(length=80), nullable=True))
        batch_op.create_index(
            "ix_record_entry_subject_of_id", ["subject", "of", "id"], unique=False
        )

    with op.batch_alter_table("sheet", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("is_replacing", sa.Boolean(), server_default=sa.false(), nullable=False)
        )

    with op.batch_alter_table("sheet_release", schema=None) as batch_op:
        batch_op.add_column(sa.Column("by_region", sa.JSON(), nullable=True))

    with op.batch_alter_table("sheet_sending", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("sample", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True)
        )
        batch_op.add_column(sa.Column("received_at", db.UTCDateTime(timezone=True), nullable=True))

    with op.batch_alter_table("signature", schema=None) as batch_op:
        batch_op.add_column(sa.Column("region", sa.String(length=8), nullable=True))

    with op.batch_alter_table("signing_intent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signing_intent_browser"), ["browser"], unique=False)

    with op.batch_alter_table("text_version", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "base_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
            )
        )
        batch_op.add_column(sa.Column("step", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("source", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("confirmed_at", db.UTCDateTime(timezone=True), nullable=True))

    with op.batch_alter_table("verifying_authority", schema=None) as batch_op:
        batch_op.add_column(sa.Column("seconded_at", db.UTCDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("escrow", sa.String(length=64), nullable=True))


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("verifying_authority", schema=None) as batch_op:
        batch_op.drop_column("escrow")
        batch_op.drop_column("seconded_at")

    with op.batch_alter_table("text_version", schema=None) as batch_op:
        batch_op.drop_column("confirmed_at")
        batch_op.drop_column("source")
        batch_op.drop_column("step")
        batch_op.drop_column("base_id")

    with op.batch_alter_table("signing_intent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signing_intent_browser"))

    with op.batch_alter_table("signature", schema=None) as batch_op:
        batch_op.drop_column("region")

    with op.batch_alter_table("sheet_sending", schema=None) as batch_op:
        batch_op.drop_column("received_at")
        batch_op.drop_column("sample")

    with op.batch_alter_table("sheet_release", schema=None) as batch_op:
        batch_op.drop_column("by_region")

    with op.batch_alter_table("sheet", schema=None) as batch_op:
        batch_op.drop_column("is_replacing")

    with op.batch_alter_table("record_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_record_entry_subject_of_id")
        batch_op.drop_column("of")

    with op.batch_alter_table("ledger_head", schema=None) as batch_op:
        batch_op.drop_column("cosigned_at")

    with op.batch_alter_table("initiative", schema=None) as batch_op:
        batch_op.drop_column("confirm_due_at")
        batch_op.drop_column("territories_short")
        batch_op.drop_column("base_source")
        batch_op.drop_column("base_figure")

    with op.batch_alter_table("hearing_stakeholder", schema=None) as batch_op:
        batch_op.drop_column("bounced_on")
        batch_op.drop_column("is_person")

    with op.batch_alter_table("hearing_placement", schema=None) as batch_op:
        batch_op.drop_index("ix_hearing_placement_comment_id")

    with op.batch_alter_table("hearing_no_issue", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_no_issue_comment_id"))

    with op.batch_alter_table("hearing_date_change", schema=None) as batch_op:
        batch_op.drop_column("ground")

    with op.batch_alter_table("hearing_answer", schema=None) as batch_op:
        batch_op.drop_column("version")

    with op.batch_alter_table("hearing", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_hearing_submitted_from_agency"), type_="foreignkey")
        batch_op.drop_column("origin_address")
        batch_op.drop_column("origin_words")
        batch_op.drop_column("submitted_from")

    with op.batch_alter_table("discussion_voice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_discussion_voice_account_id"))

    with op.batch_alter_table("discussion_comment", schema=None) as batch_op:
        batch_op.drop_index("ix_discussion_comment_support")
        batch_op.drop_index("ix_discussion_comment_language")
        batch_op.drop_index("ix_discussion_comment_display")
        batch_op.drop_index("ix_discussion_comment_channel")
        batch_op.drop_index("ix_discussion_comment_answered")
        batch_op.drop_column("open_suggestion")
        batch_op.drop_column("open_words")
        batch_op.drop_column("covered_by")
        batch_op.drop_column("covered_at")
        batch_op.drop_column("cover_ground")
        batch_op.drop_column("cover")
        batch_op.drop_column("is_answered")
        batch_op.drop_column("replies")
        batch_op.drop_column("thanks")
        batch_op.drop_column("support")
        batch_op.drop_column("edited_at")
        batch_op.drop_column("edits")
        batch_op.drop_column("bound")
        batch_op.drop_column("change")
        batch_op.drop_column("by_minor")
        batch_op.drop_column("erased_at")
        batch_op.drop_column("confidential_reason")
        batch_op.drop_column("speaks_confirmed")
        batch_op.drop_column("capacity")
        batch_op.drop_column("register_number")
        batch_op.drop_column("speaks_for")

    with op.batch_alter_table("initiative_review_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_initiative_review_note_review_id"))

    op.drop_table("initiative_review_note")
    op.drop_table("initiative_review_lease")
    op.drop_table("initiative_review_appeal")
    with op.batch_alter_table("initiative_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_initiative_entry_initiative_id"))
        batch_op.drop_index(batch_op.f("ix_initiative_entry_digest"))

    op.drop_table("initiative_entry")
    op.drop_table("initiative_backing")
    with op.batch_alter_table("hearing_offline_point", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_offline_point_submission_id"))

    op.drop_table("hearing_offline_point")
    with op.batch_alter_table("hearing_offline_correction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_offline_correction_submission_id"))

    op.drop_table("hearing_offline_correction")
    with op.batch_alter_table("hearing_answer_correction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_answer_correction_reply_id"))
        batch_op.drop_index(batch_op.f("ix_hearing_answer_correction_answer_id"))

    op.drop_table("hearing_answer_correction")
    with op.batch_alter_table("stakeholder_invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stakeholder_invitation_hearing_id"))

    op.drop_table("stakeholder_invitation")
    with op.batch_alter_table("moderation_appeal", schema=None) as batch_op:
        batch_op.drop_index("ix_moderation_appeal_agency_id")

    op.drop_table("moderation_appeal")
    with op.batch_alter_table("initiative_translation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_initiative_translation_initiative_id_language_id"))

    op.drop_table("initiative_translation")
    op.drop_table("initiative_tier")
    op.drop_table("initiative_taken_suggestion")
    with op.batch_alter_table("initiative_gift", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_initiative_gift_initiative_id"))

    op.drop_table("initiative_gift")
    op.drop_table("initiative_funding_statement")
    op.drop_table("initiative_ending")
    with op.batch_alter_table("initiative_destination", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_initiative_destination_agency_id"))

    op.drop_table("initiative_destination")
    op.drop_table("initiative_authorship_offer")
    with op.batch_alter_table("initiative_abuse_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_initiative_abuse_report_initiative_id_answered_at"))

    op.drop_table("initiative_abuse_report")
    with op.batch_alter_table("hearing_withholding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_withholding_paper_id"))
        batch_op.drop_index(batch_op.f("ix_hearing_withholding_ended_at"))

    op.drop_table("hearing_withholding")
    with op.batch_alter_table("hearing_replied", schema=None) as batch_op:
        batch_op.drop_index("ix_hearing_replied_order")

    op.drop_table("hearing_replied")
    with op.batch_alter_table("hearing_question_comment", schema=None) as batch_op:
        batch_op.drop_index("ix_hearing_question_comment_page")

    op.drop_table("hearing_question_comment")
    with op.batch_alter_table("hearing_question_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_question_answer_question_id"))

    op.drop_table("hearing_question_answer")
    with op.batch_alter_table("hearing_preview_opening", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_preview_opening_link_id"))

    op.drop_table("hearing_preview_opening")
    with op.batch_alter_table("hearing_offline_submission", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_offline_submission_hearing_id"))

    op.drop_table("hearing_offline_submission")
    with op.batch_alter_table("hearing_meeting_comment", schema=None) as batch_op:
        batch_op.drop_index("ix_hearing_meeting_comment_page")

    op.drop_table("hearing_meeting_comment")
    with op.batch_alter_table("hearing_campaign_text", schema=None) as batch_op:
        batch_op.drop_index("ix_hearing_campaign_text_order")

    op.drop_table("hearing_campaign_text")
    with op.batch_alter_table("hearing_assignment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_assignment_theme_id"))
        batch_op.drop_index("ix_hearing_assignment_officer")
        batch_op.drop_index(batch_op.f("ix_hearing_assignment_comment_id"))

    op.drop_table("hearing_assignment")
    with op.batch_alter_table("webhook_delivery", schema=None) as batch_op:
        batch_op.drop_index("ix_webhook_delivery_made_at")

    op.drop_table("webhook_delivery")
    with op.batch_alter_table("text_translation", schema=None) as batch_op:
        batch_op.drop_index("ix_text_translation_version_id")

    op.drop_table("text_translation")
    with op.batch_alter_table("text_erratum", schema=None) as batch_op:
        batch_op.drop_index("ix_text_erratum_version_id")

    op.drop_table("text_erratum")
    with op.batch_alter_table("stakeholder_label", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stakeholder_label_word"))

    op.drop_table("stakeholder_label")
    op.drop_table("paper_row")
    op.drop_table("paper_keyer")
    with op.batch_alter_table("paper_form", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_paper_form_batch_id"))

    op.drop_table("paper_form")
    op.drop_table("paper_entry")
    with op.batch_alter_table("moderation_report", schema=None) as batch_op:
        batch_op.drop_index("ix_moderation_report_account")

    op.drop_table("moderation_report")
    with op.batch_alter_table("moderation_order", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_moderation_order_case_id"))

    op.drop_table("moderation_order")
    with op.batch_alter_table("moderation_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_moderation_note_case_id"))

    op.drop_table("moderation_note")
    with op.batch_alter_table("moderation_decision", schema=None) as batch_op:
        batch_op.drop_index("ix_moderation_decision_case_id")
        batch_op.drop_index("ix_moderation_decision_agency_id")

    op.drop_table("moderation_decision")
    op.drop_table("mirror_message")
    with op.batch_alter_table("ledger_cosignature", schema=None) as batch_op:
        batch_op.drop_index("ix_ledger_cosignature_witness_id")

    op.drop_table("ledger_cosignature")
    op.drop_table("hearing_verdict_tally")
    op.drop_table("hearing_theme_proposal")
    with op.batch_alter_table("hearing_summary_return", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_summary_return_hearing_id"))

    op.drop_table("hearing_summary_return")
    with op.batch_alter_table("hearing_sketch", schema=None) as batch_op:
        batch_op.drop_index("ix_hearing_sketch_order")

    op.drop_table("hearing_sketch")
    with op.batch_alter_table("hearing_sealed", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_sealed_hearing_id"))

    op.drop_table("hearing_sealed")
    with op.batch_alter_table("hearing_reveal", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_hearing_reveal_open",
            sqlite_where=sa.text("decision IS NULL"),
            postgresql_where=sa.text("decision IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_hearing_reveal_hearing_id"))

    op.drop_table("hearing_reveal")
    with op.batch_alter_table("hearing_reply", schema=None) as batch_op:
        batch_op.drop_index("ix_hearing_reply_place")

    op.drop_table("hearing_reply")
    op.drop_table("hearing_question")
    with op.batch_alter_table("hearing_preview", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_preview_hearing_id"))

    op.drop_table("hearing_preview")
    with op.batch_alter_table("hearing_partner", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_partner_agency_id"))

    op.drop_table("hearing_partner")
    with op.batch_alter_table("hearing_paper", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_paper_hearing_id"))
        batch_op.drop_index(batch_op.f("ix_hearing_paper_digest"))

    op.drop_table("hearing_paper")
    op.drop_table("hearing_outcome")
    op.drop_table("hearing_offline_batch")
    with op.batch_alter_table("hearing_meeting", schema=None) as batch_op:
        batch_op.drop_index("ix_hearing_meeting_when")
        batch_op.drop_index(batch_op.f("ix_hearing_meeting_hearing_id"))

    op.drop_table("hearing_meeting")
    op.drop_table("hearing_kept_count")
    op.drop_table("hearing_judgement")
    op.drop_table("hearing_impact_line")
    op.drop_table("hearing_grouping_reach")
    op.drop_table("hearing_final_text")
    with op.batch_alter_table("hearing_exception", schema=None) as batch_op:
        batch_op.drop_index("ix_hearing_exception_hearing_wish")
        batch_op.drop_index(batch_op.f("ix_hearing_exception_approver_id"))
        batch_op.drop_index(batch_op.f("ix_hearing_exception_agency_id"))

    op.drop_table("hearing_exception")
    op.drop_table("hearing_evaluation_request")
    with op.batch_alter_table("hearing_evaluation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_evaluation_made_in_id"))
        batch_op.drop_index(batch_op.f("ix_hearing_evaluation_due_on"))

    op.drop_table("hearing_evaluation")
    with op.batch_alter_table("hearing_early_end", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_early_end_hearing_id"))

    op.drop_table("hearing_early_end")
    with op.batch_alter_table("hearing_desk_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_desk_note_hearing_id"))
        batch_op.drop_index(batch_op.f("ix_hearing_desk_note_comment_id"))

    op.drop_table("hearing_desk_note")
    with op.batch_alter_table("hearing_contact", schema=None) as batch_op:
        batch_op.drop_index("ix_hearing_contact_order")

    op.drop_table("hearing_contact")
    op.drop_table("hearing_carry_round")
    with op.batch_alter_table("hearing_carry_decision", schema=None) as batch_op:
        batch_op.drop_index("ix_hearing_carry_decision_round")

    op.drop_table("hearing_carry_decision")
    with op.batch_alter_table("hearing_carried", schema=None) as batch_op:
        batch_op.drop_index("ix_hearing_carried_section")

    op.drop_table("hearing_carried")
    op.drop_table("hearing_campaign")
    op.drop_table("hearing_asking")
    op.drop_table("hearing_answer_tally")
    op.drop_table("hearing_answer_sheet")
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
    with op.batch_alter_table("stakeholder_import", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stakeholder_import_agency_id"))

    op.drop_table("stakeholder_import")
    op.drop_table("stakeholder_entry")
    op.drop_table("sheet_revision")
    op.drop_table("sheet_retention")
    with op.batch_alter_table("sheet_package_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sheet_package_link_sheet_id"))

    op.drop_table("sheet_package_link")
    op.drop_table("sheet_outcome")
    op.drop_table("sheet_objection")
    with op.batch_alter_table("sheet_hold", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sheet_hold_sheet_id"))

    op.drop_table("sheet_hold")
    op.drop_table("paper_run")
    op.drop_table("paper_recheck")
    with op.batch_alter_table("paper_posting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_paper_posting_sheet_id"))

    op.drop_table("paper_posting")
    op.drop_table("paper_batch")
    with op.batch_alter_table("occasion", schema=None) as batch_op:
        batch_op.drop_index("ix_occasion_kind_granted")
        batch_op.drop_index(batch_op.f("ix_occasion_agency_id"))

    op.drop_table("occasion")
    op.drop_table("news_pace")
    with op.batch_alter_table("news", schema=None) as batch_op:
        batch_op.drop_index("ix_news_waits")
        batch_op.drop_index(batch_op.f("ix_news_subscription_id"))
        batch_op.drop_index("ix_news_account_id")

    op.drop_table("news")
    with op.batch_alter_table("moderation_case", schema=None) as batch_op:
        batch_op.drop_index("ix_moderation_case_queue")

    op.drop_table("moderation_case")
    op.drop_table("mirror_peer")
    with op.batch_alter_table("law_amendment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_law_amendment_ruleset_id"))

    op.drop_table("law_amendment")
    with op.batch_alter_table("deputy", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_deputy_deputy_id"))
        batch_op.drop_index(batch_op.f("ix_deputy_agency_id"))
        batch_op.drop_index(batch_op.f("ix_deputy_absent_id"))

    op.drop_table("deputy")
    with op.batch_alter_table("api_key", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_api_key_account_id"))

    op.drop_table("api_key")
    with op.batch_alter_table("subscription", schema=None) as batch_op:
        batch_op.drop_index("ix_subscription_kind_key")

    op.drop_table("subscription")
    op.drop_table("paper_scan")
    with op.batch_alter_table("hearing_spent_challenge", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_spent_challenge_expires_at"))

    op.drop_table("hearing_spent_challenge")
    with op.batch_alter_table("discussion_held_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_discussion_held_file_digest"))

    op.drop_table("discussion_held_file")
    with op.batch_alter_table("discussion_draft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_discussion_draft_saved_at"))

    op.drop_table("discussion_draft")
