"""Every act on an initiative, in the order in which a proposal meets them; the acts' one index."""

from __future__ import annotations

from initiatives.acts.amending import correct_decision, extend_answer, extension_left
from initiatives.acts.cardsigning import (
    accept_container,
    challenge_container,
    takes_containers,
)
from initiatives.acts.collecting import start, tell_begun, withdraw
from initiatives.acts.committee import (
    acknowledge,
    add_paper,
    decide,
    note_followup,
    record_meeting,
    take_up,
)
from initiatives.acts.contesting import contest, is_contestable, write_objection
from initiatives.acts.counting import advance, announce_overdue
from initiatives.acts.discussing import check_open as check_open_to_discussion
from initiatives.acts.discussing import is_open as is_open_to_discussion
from initiatives.acts.discussing import speak
from initiatives.acts.drafting import begin, edit, open_discussion
from initiatives.acts.forwarding import agree_to_send, forward, send_to_verification
from initiatives.acts.initiators import (
    check_reachable,
    forget,
    invite,
    is_reachable,
    join,
    leave,
    open_invitation,
)
from initiatives.acts.initiators import counted as counted_initiators
from initiatives.acts.keeping import keep
from initiatives.acts.reviewing import decide_review, declare, submit
from initiatives.acts.signing import (
    confirm,
    consent,
    consent_to_roll,
    sign,
    standing,
    undo,
    withdraw_signature,
)

__all__ = [
    "accept_container",
    "acknowledge",
    "add_paper",
    "advance",
    "agree_to_send",
    "announce_overdue",
    "begin",
    "challenge_container",
    "check_open_to_discussion",
    "check_reachable",
    "confirm",
    "consent",
    "consent_to_roll",
    "contest",
    "correct_decision",
    "counted_initiators",
    "decide",
    "decide_review",
    "declare",
    "edit",
    "extend_answer",
    "extension_left",
    "forget",
    "forward",
    "invite",
    "is_contestable",
    "is_open_to_discussion",
    "is_reachable",
    "join",
    "keep",
    "leave",
    "note_followup",
    "open_discussion",
    "open_invitation",
    "record_meeting",
    "send_to_verification",
    "sign",
    "speak",
    "standing",
    "start",
    "submit",
    "take_up",
    "takes_containers",
    "tell_begun",
    "undo",
    "withdraw",
    "withdraw_signature",
    "write_objection",
]
