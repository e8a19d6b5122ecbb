"""Phases, media, channels, breaches: what hearings and initiatives still lacked."""

import sqlalchemy as sa
from alembic import op

from commons import db

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them."""
    op.create_table(
        "data_breach",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("detected_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("due_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("harms", sa.JSON(), nullable=False),
        sa.Column(
            "risk",
            sa.Enum("none", "risk", "high", name="risk", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("nature", sa.Text(), nullable=False),
        sa.Column("people", sa.Text(), nullable=False),
        sa.Column(
            "people_count", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("records", sa.Text(), nullable=False),
        sa.Column(
            "records_count", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("consequences", sa.Text(), nullable=False),
        sa.Column("measures", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column(
            "entered_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("entered_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("changed_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("reported_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("settled_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("published_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("closed_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["entered_by"], ["account.id"], name=op.f("fk_data_breach_entered_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_breach")),
    )
    op.create_table(
        "data_request",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "wish",
            sa.Enum(
                "access",
                "correction",
                "erasure",
                "restriction",
                "objection",
                "other",
                name="wish",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("sender", sa.LargeBinary(), nullable=True),
        sa.Column("arrived_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("due_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column(
            "entered_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("extended_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("extension_reason", sa.Text(), nullable=True),
        sa.Column("answered_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column(
            "answered_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "outcome",
            sa.Enum(
                "granted",
                "partly",
                "refused",
                "withdrawn",
                name="outcome",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_data_request_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_request")),
    )
    with op.batch_alter_table("data_request", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_data_request_account_id"), ["account_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_data_request_arrived_at"), ["arrived_at"], unique=False
        )

    op.create_table(
        "discussion_figure",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "thread_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column(
            "assurance", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("times", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["thread_id"],
            ["discussion_thread.id"],
            name=op.f("fk_discussion_figure_thread_id_discussion_thread"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discussion_figure")),
        sa.UniqueConstraint(
            "thread_id",
            "name",
            "place",
            "assurance",
            name=op.f("uq_discussion_figure_thread_id_name_place_assurance"),
        ),
    )
    op.create_table(
        "initiative_sketch",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("saved_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_initiative_sketch_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_sketch")),
        sa.UniqueConstraint(
            "account_id", "place", name=op.f("uq_initiative_sketch_account_id_place")
        ),
    )
    with op.batch_alter_table("initiative_sketch", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_initiative_sketch_saved_at"), ["saved_at"], unique=False
        )

    op.create_table(
        "sheet_email_support",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("sheet_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("address_key", sa.LargeBinary(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=True),
        sa.Column("letters", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["sheet.id"], name=op.f("fk_sheet_email_support_sheet_id_sheet")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_email_support")),
        sa.UniqueConstraint(
            "sheet_id", "address_key", name=op.f("uq_sheet_email_support_sheet_id_address_key")
        ),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sheet_email_support_token_hash")),
    )
    with op.batch_alter_table("sheet_email_support", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sheet_email_support_confirmed_on"), ["confirmed_on"], unique=False
        )

    op.create_table(
        "sheet_extension",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("sheet_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("signed", sa.Text(), nullable=False),
        sa.Column("ground", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["sheet.id"], name=op.f("fk_sheet_extension_sheet_id_sheet")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_extension")),
        sa.UniqueConstraint("sheet_id", "number", name=op.f("uq_sheet_extension_sheet_id_number")),
    )
    op.create_table(
        "data_breach_step",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "breach_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "report",
                "no-report",
                "letters",
                "publish",
                "close",
                name="stepkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column(
            "audience",
            sa.Enum("everybody", "staff", name="audience", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("asked_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("asked_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column(
            "decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("decided_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.Column("letters", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["account.id"], name=op.f("fk_data_breach_step_asked_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["breach_id"],
            ["data_breach.id"],
            name=op.f("fk_data_breach_step_breach_id_data_breach"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["account.id"], name=op.f("fk_data_breach_step_decided_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_breach_step")),
    )
    with op.batch_alter_table("data_breach_step", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_data_breach_step_breach_id"), ["breach_id"], unique=False
        )

    op.create_table(
        "hearing_carry_reopening",
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
        sa.Column("settled_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("told", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "reopened_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("reopened_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["hearing_id"],
            ["hearing.id"],
            name=op.f("fk_hearing_carry_reopening_hearing_id_hearing"),
        ),
        sa.ForeignKeyConstraint(
            ["reopened_by"],
            ["account.id"],
            name=op.f("fk_hearing_carry_reopening_reopened_by_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_carry_reopening")),
    )
    with op.batch_alter_table("hearing_carry_reopening", schema=None) as batch_op:
        batch_op.create_index(
            "ix_hearing_carry_reopening_round", ["hearing_id", "version"], unique=False
        )

    op.create_table(
        "hearing_law_in_force",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "hearing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("text_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "entered_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("entered_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_law_in_force_hearing_id_hearing")
        ),
        sa.ForeignKeyConstraint(
            ["text_id"], ["text.id"], name=op.f("fk_hearing_law_in_force_text_id_text")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_law_in_force")),
        sa.UniqueConstraint("hearing_id", name=op.f("uq_hearing_law_in_force_hearing_id")),
    )
    op.create_table(
        "hearing_phase",
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
        sa.Column("opens", sa.JSON(), nullable=False),
        sa.Column("opens_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("closes_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "closes_at > opens_at", name=op.f("ck_hearing_phase_closes_after_opening")
        ),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_phase_hearing_id_hearing")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_phase")),
    )
    with op.batch_alter_table("hearing_phase", schema=None) as batch_op:
        batch_op.create_index(
            "ix_hearing_phase_order", ["hearing_id", "opens_at", "id"], unique=False
        )

    op.create_table(
        "mirror_matter",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("peer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("first_seen", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("seen_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["peer_id"], ["mirror_peer.id"], name=op.f("fk_mirror_matter_peer_id_mirror_peer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mirror_matter")),
        sa.UniqueConstraint(
            "peer_id", "reference", name=op.f("uq_mirror_matter_peer_id_reference")
        ),
    )
    op.create_table(
        "assisted_place",
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
        sa.Column(
            "opened_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("opened_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("second", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("code_hash", sa.String(length=64), nullable=True),
        sa.Column("ends_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("taken_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_assisted_place_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_assisted_place_initiative_id_initiative"),
        ),
        sa.ForeignKeyConstraint(
            ["opened_by"], ["account.id"], name=op.f("fk_assisted_place_opened_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["second"], ["account.id"], name=op.f("fk_assisted_place_second_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assisted_place")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_assisted_place_code_hash")),
    )
    with op.batch_alter_table("assisted_place", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_assisted_place_initiative_id"), ["initiative_id"], unique=False
        )

    op.create_table(
        "hearing_phase_change",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("phase_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("old_closes_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("new_closes_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "changed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("changed_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by"], ["account.id"], name=op.f("fk_hearing_phase_change_changed_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["phase_id"],
            ["hearing_phase.id"],
            name=op.f("fk_hearing_phase_change_phase_id_hearing_phase"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_phase_change")),
    )
    with op.batch_alter_table("hearing_phase_change", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_hearing_phase_change_phase_id"), ["phase_id"], unique=False
        )

    op.create_table(
        "initiative_about",
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
            "department_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("point", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["agency.id"], name=op.f("fk_initiative_about_department_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_initiative_about_initiative_id_initiative"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_about")),
        sa.UniqueConstraint("initiative_id", name=op.f("uq_initiative_about_initiative_id")),
    )
    with op.batch_alter_table("initiative_about", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_initiative_about_area"), ["area"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_initiative_about_department_id"), ["department_id"], unique=False
        )

    op.create_table(
        "initiative_enclosure",
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
            "kind",
            sa.Enum("picture", "annex", name="enclosurekind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("credit", sa.Text(), nullable=False),
        sa.Column("picture_words", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("added_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("removed_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_initiative_enclosure_initiative_id_initiative"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_enclosure")),
    )
    with op.batch_alter_table("initiative_enclosure", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_initiative_enclosure_digest"), ["digest"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_initiative_enclosure_initiative_id"), ["initiative_id"], unique=False
        )

    op.create_table(
        "initiative_gathering",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "initiative_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("added_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("cancelled_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_initiative_gathering_initiative_id_initiative"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_gathering")),
    )
    with op.batch_alter_table("initiative_gathering", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_initiative_gathering_initiative_id"), ["initiative_id"], unique=False
        )

    op.create_table(
        "initiative_merger",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "ending_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "going_on_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("merged_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("called_off_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["ending_id"], ["initiative.id"], name=op.f("fk_initiative_merger_ending_id_initiative")
        ),
        sa.ForeignKeyConstraint(
            ["going_on_id"],
            ["initiative.id"],
            name=op.f("fk_initiative_merger_going_on_id_initiative"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_merger")),
    )
    with op.batch_alter_table("initiative_merger", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_initiative_merger_ending_id"), ["ending_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_initiative_merger_going_on_id"), ["going_on_id"], unique=False
        )

    op.create_table(
        "initiative_organisation",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "initiative_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("register_number", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("added_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_initiative_organisation_initiative_id_initiative"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_organisation")),
    )
    with op.batch_alter_table("initiative_organisation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_initiative_organisation_initiative_id"), ["initiative_id"], unique=False
        )

    op.create_table(
        "initiative_private_version",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "initiative_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("saved_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_initiative_private_version_initiative_id_initiative"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_private_version")),
        sa.UniqueConstraint(
            "initiative_id",
            "number",
            name=op.f("uq_initiative_private_version_initiative_id_number"),
        ),
    )
    op.create_table(
        "initiative_removal",
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
            "ground",
            sa.Enum(
                "unlawful",
                "personal-data",
                "threats",
                "impersonation",
                "order",
                name="removalground",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("asked_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column(
            "settled_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("settled_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("is_confirmed", sa.Boolean(), nullable=True),
        sa.Column("appeal", sa.Text(), nullable=False),
        sa.Column("appealed_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("appeal_due_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column(
            "lift_asked_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("decided_at", db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("is_lifted", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["account.id"], name=op.f("fk_initiative_removal_asked_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["account.id"], name=op.f("fk_initiative_removal_decided_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_initiative_removal_initiative_id_initiative"),
        ),
        sa.ForeignKeyConstraint(
            ["lift_asked_by"],
            ["account.id"],
            name=op.f("fk_initiative_removal_lift_asked_by_account"),
        ),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["account.id"], name=op.f("fk_initiative_removal_settled_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_removal")),
    )
    with op.batch_alter_table("initiative_removal", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_initiative_removal_initiative_id"), ["initiative_id"], unique=False
        )

    op.create_table(
        "initiative_tag",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "initiative_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_initiative_tag_initiative_id_initiative"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_tag")),
        sa.UniqueConstraint(
            "initiative_id", "kind", "word", name=op.f("uq_initiative_tag_initiative_id_kind_word")
        ),
    )
    with op.batch_alter_table("initiative_tag", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_initiative_tag_kind_word"), ["kind", "word"], unique=False
        )

    op.create_table(
        "initiative_words",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "initiative_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("title_terms", sa.JSON(), nullable=False),
        sa.Column("hashes", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_initiative_words_initiative_id_initiative"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_words")),
        sa.UniqueConstraint("initiative_id", name=op.f("uq_initiative_words_initiative_id")),
    )
    op.create_table(
        "initiative_answer_extension",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "referral_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("before", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("due_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["referral_id"],
            ["initiative_referral.id"],
            name=op.f("fk_initiative_answer_extension_referral_id_initiative_referral"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_answer_extension")),
    )
    with op.batch_alter_table("initiative_answer_extension", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_initiative_answer_extension_referral_id"), ["referral_id"], unique=False
        )

    op.create_table(
        "initiative_merger_voice",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "merger_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("given_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["initiative_member.id"],
            name=op.f("fk_initiative_merger_voice_member_id_initiative_member"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["merger_id"],
            ["initiative_merger.id"],
            name=op.f("fk_initiative_merger_voice_merger_id_initiative_merger"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_merger_voice")),
        sa.UniqueConstraint(
            "merger_id", "member_id", name=op.f("uq_initiative_merger_voice_merger_id_member_id")
        ),
    )
    op.create_table(
        "initiative_decision_correction",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "decision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("recorded_at", db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["initiative_decision.id"],
            name=op.f("fk_initiative_decision_correction_decision_id_initiative_decision"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_decision_correction")),
    )
    with op.batch_alter_table("initiative_decision_correction", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_initiative_decision_correction_decision_id"),
            ["decision_id"],
            unique=False,
        )

    with op.batch_alter_table("discussion_comment", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "opposed",
                sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
                server_default="0",
                nullable=False,
            )
        )
        batch_op.create_index(
            "ix_discussion_comment_confidential",
            ["thread_id", "number"],
            unique=False,
            sqlite_where=sa.text("confidential_reason IS NOT NULL"),
            postgresql_where=sa.text("confidential_reason IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_discussion_comment_shown", ["thread_id", "display", "number"], unique=False
        )
        batch_op.create_index(
            "ix_discussion_comment_time", ["thread_id", "written_at"], unique=False
        )

    with op.batch_alter_table("discussion_stance", schema=None) as batch_op:
        batch_op.create_index(
            "ix_discussion_stance_account", ["account_id", "thread_id"], unique=False
        )

    with op.batch_alter_table("discussion_thread", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("is_counted", sa.Boolean(), server_default=sa.false(), nullable=False)
        )

    with op.batch_alter_table("hearing", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("takes_late", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(sa.Column("deleted_at", db.UTCDateTime(timezone=True), nullable=True))
        batch_op.add_column(
            sa.Column(
                "deleted_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
            )
        )

    with op.batch_alter_table("hearing_answer", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
            )
        )

    with op.batch_alter_table("hearing_grouping_reach", schema=None) as batch_op:
        batch_op.add_column(sa.Column("grouped_at", db.UTCDateTime(timezone=True), nullable=True))

    with op.batch_alter_table("hearing_reply", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
            )
        )

    with op.batch_alter_table("initiative", schema=None) as batch_op:
        batch_op.add_column(sa.Column("removed_at", db.UTCDateTime(timezone=True), nullable=True))

    with op.batch_alter_table("mirror_peer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("feed_url", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("fetched_at", db.UTCDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("fault", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("feed_digest", sa.String(length=64), nullable=True))

    with op.batch_alter_table("signature", schema=None) as batch_op:
        batch_op.create_index("ix_signature_sheet_id_id", ["sheet_id", "id"], unique=False)

    with op.batch_alter_table("text_node", schema=None) as batch_op:
        batch_op.add_column(sa.Column("wid", sa.Text(), nullable=True))

    with op.batch_alter_table("text_version", schema=None) as batch_op:
        batch_op.add_column(sa.Column("changes", sa.Text(), nullable=True))


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("text_version", schema=None) as batch_op:
        batch_op.drop_column("changes")

    with op.batch_alter_table("text_node", schema=None) as batch_op:
        batch_op.drop_column("wid")

    with op.batch_alter_table("signature", schema=None) as batch_op:
        batch_op.drop_index("ix_signature_sheet_id_id")

    with op.batch_alter_table("mirror_peer", schema=None) as batch_op:
        batch_op.drop_column("feed_digest")
        batch_op.drop_column("fault")
        batch_op.drop_column("fetched_at")
        batch_op.drop_column("feed_url")

    with op.batch_alter_table("initiative", schema=None) as batch_op:
        batch_op.drop_column("removed_at")

    with op.batch_alter_table("hearing_reply", schema=None) as batch_op:
        batch_op.drop_column("agency_id")

    with op.batch_alter_table("hearing_grouping_reach", schema=None) as batch_op:
        batch_op.drop_column("grouped_at")

    with op.batch_alter_table("hearing_answer", schema=None) as batch_op:
        batch_op.drop_column("agency_id")

    with op.batch_alter_table("hearing", schema=None) as batch_op:
        batch_op.drop_column("deleted_by")
        batch_op.drop_column("deleted_at")
        batch_op.drop_column("takes_late")

    with op.batch_alter_table("discussion_thread", schema=None) as batch_op:
        batch_op.drop_column("is_counted")

    with op.batch_alter_table("discussion_stance", schema=None) as batch_op:
        batch_op.drop_index("ix_discussion_stance_account")

    with op.batch_alter_table("discussion_comment", schema=None) as batch_op:
        batch_op.drop_index("ix_discussion_comment_time")
        batch_op.drop_index("ix_discussion_comment_shown")
        batch_op.drop_index(
            "ix_discussion_comment_confidential",
            sqlite_where=sa.text("confidential_reason IS NOT NULL"),
            postgresql_where=sa.text("confidential_reason IS NOT NULL"),
        )
        batch_op.drop_column("opposed")

    with op.batch_alter_table("initiative_decision_correction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_initiative_decision_correction_decision_id"))

    op.drop_table("initiative_decision_correction")
    op.drop_table("initiative_merger_voice")
    with op.batch_alter_table("initiative_answer_extension", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_initiative_answer_extension_referral_id"))

    op.drop_table("initiative_answer_extension")
    op.drop_table("initiative_words")
    with op.batch_alter_table("initiative_tag", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_initiative_tag_kind_word"))

    op.drop_table("initiative_tag")
    with op.batch_alter_table("initiative_removal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_initiative_removal_initiative_id"))

    op.drop_table("initiative_removal")
    op.drop_table("initiative_private_version")
    with op.batch_alter_table("initiative_organisation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_initiative_organisation_initiative_id"))

    op.drop_table("initiative_organisation")
    with op.batch_alter_table("initiative_merger", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_initiative_merger_going_on_id"))
        batch_op.drop_index(batch_op.f("ix_initiative_merger_ending_id"))

    op.drop_table("initiative_merger")
    with op.batch_alter_table("initiative_gathering", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_initiative_gathering_initiative_id"))

    op.drop_table("initiative_gathering")
    with op.batch_alter_table("initiative_enclosure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_initiative_enclosure_initiative_id"))
        batch_op.drop_index(batch_op.f("ix_initiative_enclosure_digest"))

    op.drop_table("initiative_enclosure")
    with op.batch_alter_table("initiative_about", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_initiative_about_department_id"))
        batch_op.drop_index(batch_op.f("ix_initiative_about_area"))

    op.drop_table("initiative_about")
    with op.batch_alter_table("hearing_phase_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_phase_change_phase_id"))

    op.drop_table("hearing_phase_change")
    with op.batch_alter_table("assisted_place", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assisted_place_initiative_id"))

    op.drop_table("assisted_place")
    op.drop_table("mirror_matter")
    with op.batch_alter_table("hearing_phase", schema=None) as batch_op:
        batch_op.drop_index("ix_hearing_phase_order")

    op.drop_table("hearing_phase")
    op.drop_table("hearing_law_in_force")
    with op.batch_alter_table("hearing_carry_reopening", schema=None) as batch_op:
        batch_op.drop_index("ix_hearing_carry_reopening_round")

    op.drop_table("hearing_carry_reopening")
    with op.batch_alter_table("data_breach_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_data_breach_step_breach_id"))

    op.drop_table("data_breach_step")
    op.drop_table("sheet_extension")
    with op.batch_alter_table("sheet_email_support", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sheet_email_support_confirmed_on"))

    op.drop_table("sheet_email_support")
    with op.batch_alter_table("initiative_sketch", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_initiative_sketch_saved_at"))

    op.drop_table("initiative_sketch")
    op.drop_table("discussion_figure")
    with op.batch_alter_table("data_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_data_request_arrived_at"))
        batch_op.drop_index(batch_op.f("ix_data_request_account_id"))

    op.drop_table("data_request")
    op.drop_table("data_breach")
