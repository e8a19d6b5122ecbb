"""The page of a section, or of the whole draft: what it shows is looked up only when it is written.

The parts that are alike for everybody lie on the shelf (`commons.shelf`); a comment that nobody has
touched is written once for all who see it alike, whatever else has happened in the house.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from flask import g, request
from markupsafe import Markup

from commons import shelf
from commons.access import current_actor
from commons.api import encode_cursor
from commons.discussion import drafts, reactions, stances, statistics
from commons.discussion import finding as comments
from commons.discussion import queries as discussion
from commons.discussion.additions import Mood
from commons.discussion.finding import Found
from commons.discussion.models import WHOLE, Stance
from commons.discussion.shown import CommentView
from commons.discussion.statistics import Statistics
from commons.i18n import language
from commons.texts import queries as text_queries
from commons.texts.models import Version
from commons.texts.queries import Entry, SectionView
from consult.answering import Correction, Reply
from consult.forms import CommentForm
from consult.models import DISCUSSION, Hearing
from consult.queries import answers, cards, replies, texts
from consult.queries.answers import Treatment
from consult.queries.cards import Card
from consult.speech import asked
from consult.speech import queries as speech
from consult.speech.queries import Extras

MOST = 2_000
"""So many comments, forms and outlines are kept in a process as written; one has some 4 KB."""


@dataclass
class Leaf:
    """One section of one version (or the whole of it), with all that its page may need."""

    hearing: Hearing
    version: Version
    newest: Version
    shown: SectionView | None

    @property
    def is_old(self) -> bool:
        """Whether a former version is read."""
        return self.version.id != self.newest.id

    @property
    def place(self) -> str:
        """The section's eId, or the name of the whole."""
        return self.shown.eid if self.shown else WHOLE

    @cached_property
    def counts(self) -> Statistics:
        """What was said, by section."""
        return statistics.of(DISCUSSION, self.hearing.key)

    @cached_property
    def card(self) -> Card:
        """The hearing with its state; counting waits until somebody asks."""
        return cards.card(self.hearing, Statistics())

    @cached_property
    def outline(self) -> list[Entry]:
        """The sections of this version."""
        return text_queries.outline(self.version.id)

    @cached_property
    def wanted(self) -> comments.Wanted:
        """Which comments the address asks for."""
        return asked.wanted(request.args)

    @cached_property
    def listed(self) -> Found:
        """The comments of this page of the list."""
        after = asked.place(self.wanted.order, request.args.get("after"))
        old = self.version.number if self.is_old else None
        return comments.page(
            DISCUSSION, self.hearing.key, self.place, self.wanted, after=after, version=old
        )

    @cached_property
    def treatments(self) -> Mapping[int, Treatment]:
        """What became of them."""
        ids = [comment.id for comment in self.listed.comments]
        return answers.treatments(ids, themes=self.hearing.summarised_at is not None)

    @cached_property
    def section_replies(self) -> list[tuple[Reply, list[Correction]]]:
        """The official replies to the section as a whole."""
        return replies.of_section(self.hearing, self.place)

    @cached_property
    def extras(self) -> Extras:
        """Files and marks of the comments; nobody's reactions."""
        old = self.version.number if self.is_old else None
        return speech.extras(
            self.hearing, self.listed.comments, self.shown, account_id=None, version=old
        )

    def extras_with(self, given: Mapping[int, Mood]) -> Extras:
        """Files and marks, and how this reader reacted."""
        return replace(self.extras, given=given)

    @staticmethod
    def moods(comment: CommentView, given: Mapping[int, Mood]) -> tuple[Mood | None, ...]:
        """How the reader reacted to a comment and its replies."""
        return tuple(given.get(view.id) for view in (comment, *comment.replies))

    @property
    def following(self) -> str | None:
        """The cursor of the next page, if there is one."""
        return encode_cursor(*self.listed.following) if self.listed.following else None

    @property
    def is_further(self) -> bool:
        """Whether this is not the first page of the list."""
        return asked.place(self.wanted.order, request.args.get("after")) is not None

    @cached_property
    def own_stance(self) -> Stance | None:
        """The stance that the reader holds here."""
        account = current_actor().account_id
        return stances.held_by(DISCUSSION, self.hearing.key, account).get(self.place)

    @cached_property
    def draft(self) -> drafts.Kept | None:
        """What the reader has left half-written here."""
        return drafts.kept(current_actor().account_id, DISCUSSION, self.hearing.key, self.place)

    @cached_property
    def originals(self) -> dict[int, str]:
        """For each suggested wording the words that its author had before him."""
        shown = self.shown
        known = {(self.version.number, shown.eid): shown.plain} if shown else {}
        found: dict[int, str] = {}
        for comment in self.listed.comments:
            if comment.suggestion or comment.change:
                place = (comment.version, comment.section)
                if place not in known:
                    of = texts.version(self.hearing, comment.version)
                    known[place] = text_queries.section(of.id, comment.section).plain
                found[comment.id] = known[place]
        return found

    def part(self, name: str, caller: Callable[[], str]) -> Markup:
        """A part of the page that is alike for everybody at this address."""
        if request.method != "GET":
            return Markup(caller())  # noqa: S704  # a template of ours, which escapes
        return shelf.part((name, request.full_path), caller)

    def sections(self, caller: Callable[[], str]) -> Markup:
        """The sections beside the page; written once for all who see the same counts."""

        def written() -> str:
            said = tuple((entry, self.counts.at(entry.eid).comments) for entry in self.outline)
            return self._once(("sections", self.place, self.is_old, said), caller)

        return self.part("sections", written)

    def blank(self, form: CommentForm, caller: Callable[[], str]) -> Markup:
        """The form as it is for everybody who has written nothing here yet; else the reader's own."""
        is_own = self.draft is not None or form.pseudonym.data or g.get("draft_fields")
        if request.method != "GET" or is_own:
            return Markup(caller())  # noqa: S704  # a template of ours, which escapes
        signed_in = current_actor().is_authenticated
        about = (self.place, self.shown and self.shown.plain, tuple(form.anchor.choices))
        seen_as = (*about, self.hearing.audience, signed_in, form.display.data)
        return self._once(("form", *seen_as), caller)

    def said(self, write: Callable[[frozenset[int], Mapping[int, Mood]], str]) -> Markup:
        """The list of comments: as somebody sees it who wrote none of them and reacted to none.

        Whoever did gets his own.
        """
        account = current_actor().account_id
        where = (request.full_path, account is not None)
        everybody: Callable[[], str] = lambda: write(frozenset(), {})  # noqa: E731
        if request.method != "GET":
            return Markup(write(*self._own(account, self._numbers())))  # noqa: S704  # as above
        if account is not None:
            mine, given = self._own(account, shelf.kept(("numbers", *where), self._numbers))
            if mine or given:
                return Markup(write(mine, given))  # noqa: S704  # as above
        return shelf.part(("said", *where), everybody)

    def item(self, comment: CommentView, *seen_as: Hashable, caller: Callable[[], str]) -> Markup:
        """One comment; written once for all who see the very same of it, named by `seen_as`."""
        views = (comment, *comment.replies)
        if (
            self.hearing.decided_at
            or self._is_answered(comment)
            or any(view.cover for view in views)
        ):
            return Markup(caller())  # noqa: S704  # as above
        ids = [view.id for view in views]
        beside = tuple((self.extras.marks.get(i), tuple(self.extras.files.get(i, ()))) for i in ids)
        return self._once((comment, beside, self.originals.get(comment.id), *seen_as), caller)

    def _once(self, key: shelf.Key, caller: Callable[[], str]) -> Markup:
        """What depends on nothing but `key` and where it stands, written once and kept."""
        about = (self.hearing.path, self.hearing.language, self.version.number)
        whole = (language(), request.full_path, *about, *key)
        written = shelf.named("written", MOST)
        return shelf.together(written.take(whole, None, lambda: shelf.apart(caller())))

    def _is_answered(self, comment: CommentView) -> bool:
        found = self.treatments[comment.id]
        return bool(found.reply or found.themes or found.no_issue)

    def _numbers(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        views = self.listed.comments
        every = [*views, *(reply for view in views for reply in view.replies)]
        return tuple(v.number for v in views), tuple(v.id for v in every if v.is_open)

    def _own(
        self, account: int | None, listed: tuple[tuple[int, ...], tuple[int, ...]]
    ) -> tuple[frozenset[int], Mapping[int, Mood]]:
        """What of the list the reader wrote, and how he reacted to the rest."""
        numbers, ids = listed
        mine = discussion.mine(DISCUSSION, self.hearing.key, account, numbers)
        return frozenset(mine), reactions.given(account, list(ids))
