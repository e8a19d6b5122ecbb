"""The strong room between a citizen's identity and everything else; this is its one door.

Nothing but these words enters or leaves. No call answers for a bare number, none takes an account.
"""

from __future__ import annotations

from signatures import _emailtables as _emailtables
from signatures import _papers as _papers
from signatures._accepting import (
    accept_container,
    card_says_where,
    challenge_container,
    takes_containers,
)
from signatures._asking import (
    NOT_EXAMINED,
    object_to,
    objections,
    record_outcomes,
    standing,
    verified_by_region,
    write_objection,
)
from signatures._authority import (
    all_authorities,
    authorities,
    authority,
    authority_of,
    confirm_authority,
    new_key,
    open_test,
    register_authority,
    second_authority,
)
from signatures._cells import SMALLEST_CELL
from signatures._cells import shown as shown_cells
from signatures._counting import sequence
from signatures._custody import (
    certify,
    hand_over,
    send_to_authority,
    sent_to,
)
from signatures._examination import conclude
from signatures._examining import examine
from signatures._holds import agree_to_hold, ask_hold, holds
from signatures._intents import consent, unfinished
from signatures._keeping import HoldGround
from signatures._keepwords import DueSheet, HoldView, KeepingView
from signatures._links import acknowledge_package, fetch, fetch_batch, make_link
from signatures._manifest import (
    AuthorityKey,
    Channel,
    Eligibility,
    Kind,
    Level,
    Manifest,
    Pace,
    PaperRule,
)
from signatures._opening import by_digest, end, extend, open_sheet
from signatures._opening import canonical as manifest
from signatures._opening import view as sheet
from signatures._practicecards import Holder
from signatures._practicecards import found as found_practice_cards
from signatures._practicecards import sign as sign_with_practice_card
from signatures._promises import check_receipt
from signatures._refusing import refusals
from signatures._register import read as read_register
from signatures._reporting import IntegrityReport, integrity
from signatures._retention import destroy_due, due, keep_until, keeping, kept
from signatures._roomrole import guard as guard_rows
from signatures._roomrole import tables as room_tables
from signatures._sampling import LEAST as LEAST_SAMPLE
from signatures._sealing import audit, checkable, seal_sheet
from signatures._shredding import shred, shred_at_start
from signatures._signing import confirm_initiator, sign, undo, withdraw
from signatures._tallies import history_by_day, oversigned, tallies, tally
from signatures._vault import counts as vault_counts
from signatures._verifying import record_verification, verification
from signatures._witnessed import Moment, is_witnessed
from signatures._words import (
    Act,
    AuthorityView,
    Certificate,
    Confirmation,
    DayCount,
    Fault,
    Found,
    Intent,
    Package,
    Promise,
    ReceiptCheck,
    RefusalCount,
    Sent,
    SheetView,
    SigningRefused,
    Standing,
    Tally,
    VerificationResult,
)

open_roll = open_sheet

__all__ = [
    "LEAST_SAMPLE",
    "NOT_EXAMINED",
    "SMALLEST_CELL",
    "Act",
    "AuthorityKey",
    "AuthorityView",
    "Certificate",
    "Channel",
    "Confirmation",
    "DayCount",
    "DueSheet",
    "Eligibility",
    "Fault",
    "Found",
    "HoldGround",
    "HoldView",
    "Holder",
    "IntegrityReport",
    "Intent",
    "KeepingView",
    "Kind",
    "Level",
    "Manifest",
    "Moment",
    "Pace",
    "Package",
    "PaperRule",
    "Promise",
    "ReceiptCheck",
    "RefusalCount",
    "Sent",
    "SheetView",
    "SigningRefused",
    "Standing",
    "Tally",
    "VerificationResult",
    "accept_container",
    "acknowledge_package",
    "agree_to_hold",
    "all_authorities",
    "ask_hold",
    "audit",
    "authorities",
    "authority",
    "authority_of",
    "by_digest",
    "card_says_where",
    "certify",
    "challenge_container",
    "check_receipt",
    "checkable",
    "conclude",
    "confirm_authority",
    "confirm_initiator",
    "consent",
    "destroy_due",
    "due",
    "end",
    "examine",
    "extend",
    "fetch",
    "fetch_batch",
    "found_practice_cards",
    "guard_rows",
    "hand_over",
    "history_by_day",
    "holds",
    "integrity",
    "is_witnessed",
    "keep_until",
    "keeping",
    "kept",
    "make_link",
    "manifest",
    "new_key",
    "object_to",
    "objections",
    "open_roll",
    "open_sheet",
    "open_test",
    "oversigned",
    "read_register",
    "record_outcomes",
    "record_verification",
    "refusals",
    "register_authority",
    "room_tables",
    "seal_sheet",
    "second_authority",
    "send_to_authority",
    "sent_to",
    "sequence",
    "sheet",
    "shown_cells",
    "shred",
    "shred_at_start",
    "sign",
    "sign_with_practice_card",
    "standing",
    "takes_containers",
    "tallies",
    "tally",
    "undo",
    "unfinished",
    "vault_counts",
    "verification",
    "verified_by_region",
    "withdraw",
    "write_objection",
]
