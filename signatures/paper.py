"""The strong room's door for paper: numbered forms, batches, keying, scans, the re-check.

Two registrars key apart; codes are compared inside. No word here says whether a person signed.
"""

from __future__ import annotations

from signatures import _papershredding as _papershredding
from signatures._paperbatches import batch, batches, receive_batch, waiting
from signatures._paperentry import FEWEST, enter_settled
from signatures._paperforms import (
    MOST_FORMS,
    delivered_until,
    form_purpose,
    form_region,
    is_taken,
    numbers_between,
    print_forms,
    regions,
)
from signatures._paperkeying import compare_batch, due, key_batch, may_key
from signatures._paperreceipts import SlipCheck, check_slip, read_slip, slip
from signatures._paperrecheck import (
    delivered,
    draw,
    paper_counts,
    recheck,
    recheck_due,
    recheck_sample,
    seed,
)
from signatures._paperscans import LARGEST_SCAN, scanned, seal_scan
from signatures._paperwords import (
    ROWS,
    BatchKind,
    BatchView,
    FormHolder,
    FormPurpose,
    FormRows,
    FormRun,
    KeyedRow,
    PaperCounts,
    RowFault,
    Stage,
)

__all__ = [
    "FEWEST",
    "LARGEST_SCAN",
    "MOST_FORMS",
    "ROWS",
    "BatchKind",
    "BatchView",
    "FormHolder",
    "FormPurpose",
    "FormRows",
    "FormRun",
    "KeyedRow",
    "PaperCounts",
    "RowFault",
    "SlipCheck",
    "Stage",
    "batch",
    "batches",
    "check_slip",
    "compare_batch",
    "delivered",
    "delivered_until",
    "draw",
    "due",
    "enter_settled",
    "form_purpose",
    "form_region",
    "is_taken",
    "key_batch",
    "may_key",
    "numbers_between",
    "paper_counts",
    "print_forms",
    "read_slip",
    "receive_batch",
    "recheck",
    "recheck_due",
    "recheck_sample",
    "regions",
    "scanned",
    "seal_scan",
    "seed",
    "slip",
    "waiting",
]
