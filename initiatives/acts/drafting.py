"""Drafting: begin a proposal, change its words, publish a version, open the discussion."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from commons import clock, db, record, slugs
from commons.access import Actor
from commons.agencies.models import Agency
from commons.errors import Refusal
from commons.i18n import _l
from commons.law import queries as law
from commons.law.rulesets import RuleSet
from commons.texts import services as texts
from commons.texts.models import Text
from initiatives import indexing, policies, proposal, queries, rules, windows
from initiatives.acts import discussing, initiators
from initiatives.models import Initiative, Member, Wording
from initiatives.occasions import binding
from initiatives.reviewing import likeness
from initiatives.sketching import services as sketching
from initiatives.states import MemberRole, State


def begin(
    author: Actor,
    *,
    rule_set: RuleSet,
    agency: Agency,
    title: str,
    language: str,
    summary: str = "",
    topic: str = "",
    parts: Mapping[str, str] | None = None,
    practice: bool = False,
) -> Initiative:
    """Begin a private draft; its author is the first initiator. Refuses what is too long."""
    if author.account_id is None:
        raise Refusal("sign-in-needed", _l("Sign in to begin an initiative."))
    said = _tidied(parts or {})
    rules.check_lengths(rule_set, title, said)
    now = clock.now()
    initiative = Initiative(
        rule_set_id=rule_set.key,
        agency_id=agency.id,
        title=proposal.tidy(title),
        summary=proposal.tidy(summary),
        topic=topic,
        language=language,
        parts=said,
        practice=practice,
        created_at=now,
    )
    initiative.members.append(
        Member(
            account_id=author.account_id, role=MemberRole.INITIATOR, is_author=True, joined_at=now
        )
    )
    db.session().add(initiative)
    db.session().flush()
    initiative.slug = slugs.make(initiative.id, initiative.title)
    db.session().flush()
    sketching.remember(initiative)
    return initiative


def edit(
    initiative: Initiative,
    actor: Actor,
    *,
    title: str,
    language: str,
    summary: str,
    topic: str,
    parts: Mapping[str, str],
) -> bool:
    """Change the draft; true if the basics changed, which clears every confirmation (FI s. 4).

    Refused for others than the author, when frozen (R034), and when too long.
    """
    _check_may_edit(initiative, actor)
    said = _tidied(parts)
    rules.check_lengths(law.by_key(initiative.rule_set_id), title, said)
    basics = (proposal.tidy(title), language, {**initiative.parts, **said})
    changed = basics != (initiative.title, initiative.language, initiative.parts)
    initiative.title, initiative.language, initiative.parts = basics
    initiative.summary, initiative.topic = proposal.tidy(summary), topic
    if initiative.published_at is None:
        initiative.slug = slugs.make(initiative.id, initiative.title)
    if changed:
        initiators.clear_confirmations(initiative)
    db.session().flush()
    sketching.remember(initiative)
    return changed


def open_discussion(initiative: Initiative, actor: Actor, *, last_day: date) -> None:
    """Make the proposal public for discussion until the end of `last_day` (scenario 2)."""
    _check_may_edit(initiative, actor)
    rule_set = law.by_key(initiative.rule_set_id)
    if not rules.may_discuss(rule_set):
        raise Refusal("no-discussion", _l("This rule set has no discussion phase."))
    rules.check_complete(rule_set, initiative.title, initiative.parts)
    now = clock.now()
    binding.check_may_propose(rule_set, now)
    begun_at = initiative.published_at or now
    ends_at = windows.discussion_end(rule_set, begun_at, last_day)
    if initiative.stage is not State.DISCUSSION:
        initiative.move(State.DISCUSSION)
    initiative.discussion_ends_at = ends_at
    wording = publish_wording(initiative)
    record.note(
        "initiative:discussion:opened",
        initiative.path,
        actor=actor,
        agency_id=initiative.agency_id,
        facts={"version": wording.number, "ends_at": ends_at.isoformat()},
    )


def publish_wording(initiative: Initiative) -> Wording:
    """Publish the present words as the next version, unless the last one says the same."""
    rule_set = law.by_key(initiative.rule_set_id)
    former = queries.wordings(initiative.id)
    if former and (former[-1].title, former[-1].parts) == (initiative.title, initiative.parts):
        return former[-1]
    said = official_text(initiative, rule_set)
    parsed = proposal.parsed(said, initiative.language)
    version = texts.stage(_text_of(initiative), parsed)
    texts.publish(version)
    now = clock.now()
    wording = Wording(
        initiative_id=initiative.id,
        number=len(former) + 1,
        version_id=version.id,
        title=initiative.title,
        parts=dict(initiative.parts),
        published_at=now,
    )
    db.session().add(wording)
    if former:
        discussing.carry(initiative, former[-1].version_id, version.id)
    initiative.version_id = version.id
    initiative.published_at = initiative.published_at or now
    db.session().flush()
    indexing.index(initiative)
    likeness.keep(initiative)
    return wording


def official_text(initiative: Initiative, rule_set: RuleSet) -> str:
    """The present words as one text, in the rule set's order of parts."""
    return proposal.official_text(
        initiative.title,
        initiative.parts,
        order=rules.required_parts(rule_set),
        language=initiative.language,
    )


def _text_of(initiative: Initiative) -> Text:
    if initiative.text_id is not None:
        return db.session().get_one(Text, initiative.text_id)
    text = texts.create(initiative.title, initiative.language)
    initiative.text_id = text.id
    return text


def _check_may_edit(initiative: Initiative, actor: Actor) -> None:
    now = clock.now()
    if not policies.is_author(actor, initiative):
        raise Refusal("not-permitted", _l("Only the author changes the words of a proposal."))
    rules.check_editable(initiative, now)


def _tidied(parts: Mapping[str, str]) -> dict[str, str]:
    return {name: proposal.tidy(said) for name, said in parts.items()}
