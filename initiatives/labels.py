"""How the states, clocks and steps of an initiative are called on its pages."""

from __future__ import annotations

from commons.i18n import _l
from initiatives.states import MemberRole, Owes, State, Verdict

STATES: dict[State, object] = {
    State.DRAFT: _l("Draft"),
    State.DISCUSSION: _l("In discussion"),
    State.REVIEW: _l("Under review"),
    State.RETURNED: _l("Returned for changes"),
    State.COLLECTING: _l("Collecting signatures"),
    State.COUNTING: _l("Counting"),
    State.VERIFICATION: _l("Being verified"),
    State.CURE: _l("Missing signatures may be made up"),
    State.QUALIFIED: _l("Qualified"),
    State.FORWARDED: _l("Sent to its committee"),
    State.RECEIVED: _l("Registered by parliament"),
    State.IN_COMMITTEE: _l("Before the committee"),
    State.ANSWERED: _l("Answered"),
    State.REJECTED: _l("Rejected"),
    State.WITHDRAWN: _l("Withdrawn"),
    State.NOT_REACHED: _l("Threshold not reached"),
    State.LAPSED: _l("Lapsed"),
}

BADGES: dict[State, str] = {
    State.COLLECTING: "open",
    State.DISCUSSION: "open",
    State.CURE: "soon",
    State.ANSWERED: "done",
    State.QUALIFIED: "done",
    State.FORWARDED: "official",
    State.RECEIVED: "official",
    State.IN_COMMITTEE: "official",
    State.REVIEW: "info",
    State.COUNTING: "info",
    State.VERIFICATION: "info",
    State.REJECTED: "refused",
}

CLOCKS: dict[str, object] = {
    "discussion": _l("Discussion, then handing in for review"),
    "review": _l("Review by the receiving body"),
    "start": _l("Start of collecting"),
    "resubmit": _l("Changes and handing in again"),
    "collecting": _l("Collecting signatures"),
    "seal": _l("Sealing of the sheet"),
    "send": _l("Sending to verification"),
    "hand-over": _l("Handing over to the verifying authority"),
    "verification": _l("Verification of the signatures"),
    "objection": _l("Time for objections to the result"),
    "cure": _l("Making up missing signatures"),
    "forward": _l("Handing over to parliament"),
    "receipt": _l("Entry into parliament's register"),
    "hearing": _l("Hearing by the committee"),
    "answer": _l("Decision of the committee"),
    "tier": _l("Answer to a step of support"),
    "confirmation": _l("Confirmation by the new parliament"),
}

OWES: dict[Owes, object] = {
    Owes.INITIATORS: _l("the initiators"),
    Owes.REVIEWER: _l("the clerks of the receiving body"),
    Owes.SUPPORTERS: _l("supporters"),
    Owes.HOUSE: _l("this platform"),
    Owes.VERIFIER: _l("the verifying authority"),
    Owes.REGISTRY: _l("parliament's registry"),
    Owes.COMMITTEE: _l("the committee"),
    Owes.RECEIVER: _l("the receiving body"),
    Owes.NOBODY: _l("nobody"),
}

ROLES: dict[MemberRole, object] = {
    MemberRole.INITIATOR: _l("Initiator"),
    MemberRole.REPRESENTATIVE: _l("Representative"),
    MemberRole.SUBSTITUTE: _l("Substitute"),
}

FIELDS: dict[str, object] = {
    "birth_date": _l("date of birth"),
    "citizenship": _l("citizenship"),
    "family_name": _l("family name"),
    "given_name": _l("given name"),
    "national_id": _l("national identifier"),
    "residence": _l("place of residence"),
}

REASONS: dict[str, object] = {
    "already-signed": _l("had signed already"),
    "assurance-too-low": _l("proof of identity too weak"),
    "claim-missing": _l("the eID did not say what the law asks for"),
    "same-person": _l("one person under two identifiers"),
    "envelope-unreadable": _l("sealed data could not be opened"),
    "identifier-missing": _l("the eID gave no fitting identifier"),
    "neither-citizen-nor-resident": _l("neither a citizen nor a resident"),
    "not-citizen": _l("not a citizen"),
    "not-entitled": _l("not entitled"),
    "not-in-register": _l("not in the register"),
    "not-resident": _l("not resident"),
    "other": _l("other reasons, each for fewer than five signatures"),
    "sheet-closed": _l("came after the end"),
    "sheet-not-open": _l("came before the beginning"),
    "too-young": _l("too young"),
    "certificate-expired": _l("certificate not valid when it signed"),
    "certificate-not-for-signing": _l("certificate not for signing"),
    "certificate-revoked": _l("certificate revoked"),
    "certificate-untrusted": _l("issuer of the certificate not on the trust list"),
    "certificate-weak": _l("certificate with an unsafe algorithm"),
    "container-algorithm": _l("signature with an algorithm that is not allowed"),
    "container-signature-false": _l("signature of the file did not hold"),
    "container-signed-twice": _l("more than one signature in the file"),
    "container-too-large": _l("file too large"),
    "container-uncovered": _l("signature did not cover every file"),
    "container-unreadable": _l("file not readable"),
    "container-unsigned": _l("file without a signature"),
    "level-too-low": _l("signature weaker than the law asks for"),
    "ocsp-false": _l("confirmation of validity did not hold"),
    "other-text": _l("signed for another text"),
    "signed-out-of-time": _l("not signed after the download"),
    "time-stamp-false": _l("time-stamp did not hold"),
    "time-stamp-untrusted": _l("time-stamp of a service not on the trust list"),
}
"""Why somebody could not sign, or why a signature does not count."""

VERDICTS: dict[Verdict, object] = {
    Verdict.ACCEPT: _l("Accept"),
    Verdict.RETURN: _l("Return for changes"),
    Verdict.REJECT: _l("Reject"),
}

STEPS: dict[str, object] = {
    "initiative:discussion:opened": _l("Published for discussion"),
    "initiative:review:submitted": _l("Handed in for review"),
    "initiative:review:accepted": _l("Accepted by the receiving body"),
    "initiative:review:returned": _l("Returned for changes"),
    "initiative:review:rejected": _l("Rejected by the receiving body"),
    "initiative:roll:confirmed": _l("An initiator was confirmed by eID"),
    "initiative:collecting:opened": _l("Text frozen, collecting began"),
    "initiative:collecting:announced": _l("Text frozen, the start of collecting announced"),
    "initiative:collecting:extended": _l("Lost time was given back: collecting goes on longer"),
    "initiative:step:milestone": _l("Another quarter of the threshold"),
    "initiative:step:reached": _l("Threshold reached on a released head"),
    "initiative:verification:sent": _l("Sent to verification by its initiators"),
    "initiative:step:counted": _l("Sheet sealed, all signatures counted"),
    "initiative:step:verification": _l("Sealed signatures with the verifying authority"),
    "initiative:step:result": _l("Result of the verifying authority"),
    "initiative:step:territories": _l("Verified signatures counted by State or district"),
    "initiative:step:revised": _l("New result of the verifying authority"),
    "initiative:step:qualified": _l("Qualified"),
    "initiative:step:cure": _l("A second window opened for the missing signatures"),
    "initiative:step:stopped": _l("Collecting ended early: too few signatures"),
    "initiative:step:not-reached": _l("Ended: threshold not reached"),
    "initiative:step:lapsed": _l("Lapsed"),
    "initiative:proposal:withdrawn": _l("Withdrawn by its initiators"),
    "initiative:committee:forwarded": _l("Handed to the committee with certificate and text"),
    "initiative:committee:received": _l("Registered by parliament"),
    "initiative:committee:taken-up": _l("Taken up by the committee"),
    "initiative:committee:meeting": _l("Meeting of the committee"),
    "initiative:committee:paper": _l("Paper of the committee"),
    "initiative:committee:decided": _l("Decision of the committee"),
    "initiative:committee:extended": _l("The committee takes more time for its answer"),
    "initiative:committee:decision-corrected": _l("The entry of the decision was corrected"),
    "initiative:tier:reached": _l("A step of support was reached"),
    "initiative:tier:below": _l("The count fell below a step of support"),
    "initiative:tier:answered": _l("The receiving body answered a step of support"),
    "initiative:term:waits": _l("A term has ended: waits to be confirmed"),
    "initiative:term:confirmed": _l("Confirmed after the end of a term"),
    "initiative:term:lapsed": _l("Lapsed with the end of a term"),
    "initiative:clock:suspended": _l("Clocks moved by a recess"),
    "initiative:clock:notice": _l("A date comes near"),
    "initiative:entry:agenda": _l("Agenda of a sitting"),
    "initiative:entry:letter-in": _l("Letter received by the committee"),
    "initiative:entry:letter-out": _l("Letter sent by the committee"),
    "initiative:entry:document": _l("Document of the committee"),
    "initiative:entry:response": _l("Response of the authority"),
    "initiative:entry:debate-set": _l("Debate scheduled"),
    "initiative:entry:debate-held": _l("Debate held"),
    "initiative:entry:transfer": _l("Passed on to another committee"),
    "initiative:entry:coverage": _l("In the media, entered by the initiators"),
    "initiative:entry:news": _l("News from the initiators"),
    "initiative:destination:sent": _l("A second body was asked for its answer"),
    "initiative:destination:answered": _l("Answer of a second body"),
    "initiative:representative:replaced": _l("An inactive representative was replaced"),
    "initiative:clock:overdue": _l("A date by which an answer was owed has passed"),
    "initiative:suggestion:taken": _l("A suggested wording was taken into the text"),
    "initiative:authorship:handed-over": _l("The authorship was handed over"),
    "initiative:review:appealed": _l("The author appealed against the rejection"),
    "initiative:review:appeal-decided": _l("The appeal was decided"),
    "initiative:translation:reviewed": _l("A translation was reviewed"),
    "initiative:funding:disclosed": _l("A gift was disclosed"),
    "initiative:funding:struck": _l("An entry in the list of gifts was struck out"),
    "initiative:funding:stated": _l("The initiators stated that the list of gifts is whole"),
    "initiative:funding:overdue": _l("The statement on gifts is overdue"),
    "initiative:gathering:announced": _l("A meeting of the initiators was announced"),
    "initiative:gathering:cancelled": _l("A meeting of the initiators was cancelled"),
    "initiative:organisation:added": _l("An organisation stands beside the initiators"),
    "initiative:organisation:ended": _l("An organisation no longer stands beside the initiators"),
    "initiative:merger:asked": _l("Its initiators were asked to merge it with another"),
    "initiative:merger:merged": _l("Merged with another, by consent of both groups"),
    "initiative:merger:called-off": _l("A merger was called off"),
    "initiative:removal:removed": _l("Taken down by two persons of the receiving body"),
    "initiative:removal:appealed": _l("Its initiators appealed against the removal"),
    "initiative:removal:upheld": _l("The appeal was decided: the removal stood"),
    "initiative:removal:lifted": _l("Public again"),
    "initiative:enclosure:added": _l("A picture or an annex was added"),
    "initiative:enclosure:taken-off": _l("A picture or an annex was taken off"),
    "initiative:followup:hearing": _l("An agency prepares a hearing on the text"),
}


def state_label(state: State) -> str:
    """The state in words."""
    return str(STATES[state])


def state_badge(state: State) -> str:
    """Which kind of badge a state has."""
    return BADGES.get(state, "neutral")
