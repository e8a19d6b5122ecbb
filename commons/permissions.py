"""What can be permitted, which roles there are, and what each role is granted."""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    """Everything that can be permitted, `resource:action`, in alphabetical order."""

    ACCOUNT_OWN = "account:own"
    """See and change what belongs to oneself; everybody who is signed in."""
    AGENCY_ADMINISTER = "agency:administer"
    """Found bodies, appoint and dismiss their members; administrators, who decide no content."""
    ANYONE = "anyone"
    """Public reading, and writing that guards itself; everybody."""
    CUSTODY_HOLD = "custody:hold"
    """Say one of two yeses to a hold on destruction or to an authority's key; verifiers, auditors."""
    DESK_ENTER = "desk:enter"
    """Enter the officials' desk; whoever holds a role."""
    HEARING_APPROVE = "hearing:approve"
    """Approve what another person prepared: opening, summary; the agency's publishers."""
    HEARING_COMMENT = "hearing:comment"
    """Speak in an open hearing; everybody who is signed in."""
    HEARING_PREPARE = "hearing:prepare"
    """Prepare, answer and summarise the hearings of one's agency; its officers and publishers."""
    INITIATIVE_ACKNOWLEDGE = "initiative:acknowledge"
    """Enter a forwarded initiative into the register of the receiving body; its clerks."""
    INITIATIVE_ANSWER = "initiative:answer"
    """Answer as a further body that a committee has asked; its publishers and secretaries."""
    INITIATIVE_PROPOSE = "initiative:propose"
    """Begin and carry an initiative; everybody who is signed in."""
    INITIATIVE_RECORD = "initiative:record"
    """Keep a committee's meetings and decision on an initiative; its secretary."""
    INITIATIVE_REMOVE = "initiative:remove"
    """Say one of the two yeses to taking an initiative down; the receiving body's clerks, moderators."""
    INITIATIVE_REVIEW = "initiative:review"
    """Accept, return or reject what was handed in; the clerks of the receiving body."""
    LAW_PREPARE = "law:prepare"
    """Prepare and confirm rule sets and the calendar of the State, always two; administrators."""
    MODERATION_APPEAL = "moderation:appeal"
    """Decide authors' appeals about other bodies' moderation; appeals officers."""
    MODERATION_DECIDE = "moderation:decide"
    """Decide about reported comments, on coded grounds; moderators."""
    MODERATION_ORDER = "moderation:order"
    """Say one of the two yeses to a removal by order; moderators and publishers."""
    MODERATION_READ = "moderation:read"
    """See the cases of moderation; moderators their body's, auditors all."""
    PAPER_ENTER = "paper:enter"
    """Take forms on paper, key and re-check them for the receiving body; its registrars."""
    PROTECTION_KEEP = "protection:keep"
    """Keep the register of breaches, always two, and answer requests about data; administrators, auditors."""
    RECORD_READ = "record:read"
    """Read every act of the staff on record, and covered words on record; auditors."""
    SECURITY_READ = "security:read"
    """Read the short-lived log of security; auditors."""
    SUMMARY_RETURN = "summary:return"
    """Give back the summary of an agency below, or any as parliament; publishers, clerks, secretaries."""
    VERIFICATION_DECIDE = "verification:decide"
    """Fetch sealed packages for the verifying authority and bring its result; its verifiers."""


class Role(StrEnum):
    """The roles that a member holds in an agency (domain, People and bodies)."""

    ADMINISTRATOR = "administrator"
    APPEALS = "appeals"
    AUDITOR = "auditor"
    CLERK = "clerk"
    MODERATOR = "moderator"
    OFFICER = "officer"
    PUBLISHER = "publisher"
    REGISTRAR = "registrar"
    SECRETARY = "secretary"
    VERIFIER = "verifier"


EVERYBODY = frozenset({Permission.ANYONE})
SIGNED_IN = frozenset(
    {Permission.ACCOUNT_OWN, Permission.HEARING_COMMENT, Permission.INITIATIVE_PROPOSE}
)

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.AGENCY_ADMINISTER,
            Permission.DESK_ENTER,
            Permission.LAW_PREPARE,
            Permission.PROTECTION_KEEP,
        }
    ),
    Role.APPEALS: frozenset({Permission.DESK_ENTER, Permission.MODERATION_APPEAL}),
    Role.AUDITOR: frozenset(
        {
            Permission.CUSTODY_HOLD,
            Permission.DESK_ENTER,
            Permission.MODERATION_READ,
            Permission.PROTECTION_KEEP,
            Permission.RECORD_READ,
            Permission.SECURITY_READ,
        }
    ),
    Role.CLERK: frozenset(
        {
            Permission.DESK_ENTER,
            Permission.INITIATIVE_ACKNOWLEDGE,
            Permission.INITIATIVE_REMOVE,
            Permission.INITIATIVE_REVIEW,
            Permission.SUMMARY_RETURN,
        }
    ),
    Role.MODERATOR: frozenset(
        {
            Permission.DESK_ENTER,
            Permission.INITIATIVE_REMOVE,
            Permission.MODERATION_DECIDE,
            Permission.MODERATION_ORDER,
            Permission.MODERATION_READ,
        }
    ),
    Role.OFFICER: frozenset({Permission.DESK_ENTER, Permission.HEARING_PREPARE}),
    Role.PUBLISHER: frozenset(
        {
            Permission.DESK_ENTER,
            Permission.HEARING_APPROVE,
            Permission.HEARING_PREPARE,
            Permission.INITIATIVE_ANSWER,
            Permission.MODERATION_ORDER,
            Permission.SUMMARY_RETURN,
        }
    ),
    Role.REGISTRAR: frozenset({Permission.DESK_ENTER, Permission.PAPER_ENTER}),
    Role.SECRETARY: frozenset(
        {
            Permission.DESK_ENTER,
            Permission.INITIATIVE_ANSWER,
            Permission.INITIATIVE_RECORD,
            Permission.SUMMARY_RETURN,
        }
    ),
    Role.VERIFIER: frozenset(
        {Permission.CUSTODY_HOLD, Permission.DESK_ENTER, Permission.VERIFICATION_DECIDE}
    ),
}
