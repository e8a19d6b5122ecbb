"""A new version of the rules: prepared by one administrator, confirmed by another of another body."""

from __future__ import annotations

from commons import clock, db, record
from commons.access import Actor, Permission
from commons.errors import Refusal
from commons.i18n import _l
from commons.law import loading
from commons.law import queries as law
from commons.law import services as law_services
from commons.law.building import build
from commons.law.loading import BadRuleSet, Loaded
from commons.law.rulesets import RuleSet
from commons.rulemaking.models import Amendment

LONGEST = 100_000
LONGEST_REASON = 2_000


def propose(actor: Actor, *, text: str, reason: str) -> Amendment:
    """Prepare a version; it binds nobody before a second administrator confirms it.

    Refuses what the loader refuses, a version that is known, and one that begins today or earlier:
    what runs must not change under people's feet (R035).
    """
    homes = actor.agencies_with(Permission.LAW_PREPARE)
    if not homes or actor.account_id is None:
        raise Refusal("not-permitted", _l("Only administrators prepare rules."))
    if not reason.strip():
        raise Refusal("reason-missing", _l("Write why the rules change."), field="reason")
    if len(text) > LONGEST or len(reason) > LONGEST_REASON:
        raise Refusal("too-long", _l("This is too long."), field="text")
    read = check(text)
    made = Amendment(
        ruleset_id=read.body["id"],
        version=read.body["version"],
        valid_from=read.valid_from,
        text=text,
        digest=read.digest,
        reason=reason.strip(),
        proposed_by=actor.account_id,
        proposed_from=min(homes),
        proposed_at=clock.now(),
    )
    db.session().add(made)
    db.session().flush()
    _note("proposed", made, actor)
    return made


def check(text: str) -> Loaded:
    """The version as it would be loaded; refused where it may not enter the rules."""
    try:
        read = loading.read_text(text)
        stands = law_services.loaded(read.body["id"])
        if any(one.body["version"] == read.body["version"] for one in stands):
            raise Refusal(
                "version-known", _l("This version is known already. Give it a new number."),
                field="text",
            )  # fmt: skip
        loading.check_succession([*stands, read])
    except BadRuleSet as bad:
        raise Refusal(
            "bad-rule-set",
            _l("%(key)s: %(fault)s.", key=bad.key, fault=bad.fault),
            field="text",
        ) from None
    if read.valid_from <= clock.now().date():
        raise Refusal(
            "begins-too-early",
            _l("A new version begins tomorrow at the earliest: what runs stays as it is."),
            field="text",
        )
    return read


def confirm(actor: Actor, amendment: Amendment) -> None:
    """Say the second yes: the version enters the rules and holds from its first day.

    Refused for whoever prepared it, for administrators of the same body, and twice.
    """
    _settle(actor, amendment, accepted=True)
    law_services.enter(check(amendment.text))
    db.session().flush()
    _note("confirmed", amendment, actor)


def refuse(actor: Actor, amendment: Amendment) -> None:
    """Say no as the second administrator."""
    _settle(actor, amendment, accepted=False)
    _note("refused", amendment, actor)


def may_confirm(actor: Actor, amendment: Amendment) -> bool:
    """Whether this actor may be the second: another person, an administrator of another body."""
    others = actor.agencies_with(Permission.LAW_PREPARE) - {amendment.proposed_from}
    return bool(others) and not actor.is_one_of(amendment.proposed_by)


def as_rule_set(amendment: Amendment) -> RuleSet:
    """The prepared version as a rule set, to be shown and compared."""
    read = loading.read_text(amendment.text)
    return build(0, read.digest, read.body)


def before(amendment: Amendment) -> RuleSet | None:
    """The version that holds on the day before; None for a new rule set."""
    earlier = [
        one
        for one in law.all_versions()
        if one.id == amendment.ruleset_id and one.valid_from < amendment.valid_from
    ]
    return max(earlier, key=lambda one: one.valid_from) if earlier else None


def _settle(actor: Actor, amendment: Amendment, *, accepted: bool) -> None:
    if amendment.decided_at is not None:
        raise Refusal("already-settled", _l("This version is decided already."))
    if not may_confirm(actor, amendment):
        raise Refusal(
            "two-persons-needed", _l("An administrator of another body has to confirm this.")
        )
    amendment.accepted, amendment.decided_by = accepted, actor.account_id
    amendment.decided_at = clock.now()
    db.session().flush()


def _note(word: str, amendment: Amendment, actor: Actor) -> None:
    facts = {
        "number": amendment.id,
        "rule_set": amendment.ruleset_id,
        "version": amendment.version,
        "valid_from": amendment.valid_from.isoformat(),
        "digest": amendment.digest,
    }
    record.note(f"law:version:{word}", f"/rules/{amendment.ruleset_id}", actor=actor, facts=facts)
