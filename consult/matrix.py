"""The response matrix in words: every comment as anybody may see it, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from commons.discussion.models import Channel, Display
from commons.discussion.shown import CommentView
from commons.i18n import _, number
from commons.moderation.words import removed
from commons.tables import Cell
from consult import outcomes
from consult.answering import Answer, Reply
from consult.models import Hearing
from consult.queries.answers import Row, Treatment
from consult.states import CHANGING
from consult.words import name


def heads() -> tuple[str, ...]:
    """What the columns are called, in the reader's language."""
    return (
        _("Comment"),
        _("Section"),
        _("Name"),
        _("Stance"),
        _("What was said"),
        _("Theme"),
        _("Disposition"),
        _("Answer"),
        _("State"),
        _("Campaign"),
        _("Changed section"),
        _("Answered by"),
    )


def rows(hearing: Hearing, labels: Mapping[str, str]) -> Iterator[Sequence[Cell]]:
    """A row a comment in the order of numbers; answers only once the summary is published."""
    for row, campaign in outcomes.rows(hearing):
        comment = row.comment
        section = labels.get(comment.section, comment.section) or _("The draft as a whole")
        stance = name(comment.stance) if comment.stance else ""
        done = _done(row, is_public=hearing.summarised_at is not None)
        state = name(outcomes.treated(hearing, row))
        changed = _changed(row, labels, is_public=hearing.summarised_at is not None)
        yield (
            comment.number,
            section,
            author(comment),
            stance,
            _words(comment),
            *done,
            state,
            campaign,
            changed,
            _answered_by(row, is_public=hearing.summarised_at is not None),
        )


def author(comment: CommentView) -> str:
    """Who is shown as having said it; a withheld name is in nobody's hands here."""
    if comment.is_withdrawn:
        return _("Withdrawn by its author")
    if comment.is_covered:
        return _("Name withheld")
    if comment.channel is not Channel.ONLINE:
        who = comment.shown_as or _("Name withheld")
        return f"{who} ({name(comment.channel)}, {_('entered by staff')})"
    if comment.is_withheld:
        return _("Name withheld")
    if comment.display is Display.PSEUDONYM:
        return f"{comment.shown_as} ({_('pseudonym')})"
    return f"{comment.shown_as}{spoken_for(comment)}"


def spoken_for(comment: CommentView) -> str:
    """For whom the author says he speaks, in brackets; nothing where he speaks for himself."""
    if not comment.speaks_for:
        return ""
    said = {"whom": comment.speaks_for, "capacity": comment.capacity or ""}
    if comment.display is Display.BEHALF:
        words = _("says he or she speaks on behalf of %(whom)s, as %(capacity)s", **said)
    else:
        words = _("says he or she speaks for it, as %(capacity)s", capacity=said["capacity"])
    return f" ({_('confirmed') if comment.speaks_confirmed else words})"


def _words(comment: CommentView) -> str:
    if comment.is_covered:
        return removed(comment.cover_ground or "")
    said = [comment.words] if comment.words else []
    if comment.suggestion:
        said += [f"{_('Suggested wording')}:", comment.suggestion]
    if comment.is_confidential:
        reason = comment.confidential_reason or ""
        said.append(
            _("A further part is confidential. The reason given: %(reason)s", reason=reason)
        )
    return "\n".join(said)


def _done(row: Row, *, is_public: bool) -> tuple[str, str, str]:
    """Themes, dispositions and answers; or why there is none. A reply of its own is public at once."""
    done = row.treatment
    given = _given(row, is_public=is_public)
    if not is_public:
        return (
            "",
            "\n".join(name(answer.disposition) for answer in given),
            "\n".join(answer.reason for answer in given) or _("Follows with the summary"),
        )
    return (
        "\n".join(f"{number(theme.number)}. {theme.title}" for theme in done.themes),
        "\n".join(name(answer.disposition) for answer in given),
        "\n".join(answer.reason for answer in given) or _without_answer(row.comment, done),
    )


def _given(row: Row, *, is_public: bool) -> list[Answer | Reply]:
    """The official reply, then the answers of the themes once they are public."""
    done = row.treatment
    own: list[Answer | Reply] = [done.reply] if done.reply else []
    return own + [t.answer for t in done.themes if is_public and t.answer is not None]


def _changed(row: Row, labels: Mapping[str, str], *, is_public: bool) -> str:
    """Which sections were changed because of it, and in which version they read so."""
    said = []
    for given in _given(row, is_public=is_public):
        if given.section and given.disposition in CHANGING:
            section = labels.get(given.section, given.section)
            said.append(
                _("%(section)s (version %(n)s)", section=section, n=number(given.version))
                if given.version
                else section
            )
    return "\n".join(said)


def _answered_by(row: Row, *, is_public: bool) -> str:
    """The agencies that answered, each once; a joint hearing has several."""
    given = _given(row, is_public=is_public)
    return "\n".join(dict.fromkeys(one.agency.name() for one in given if one.agency))


def _without_answer(comment: CommentView, done: Treatment) -> str:
    if done.no_issue:
        mark = done.no_issue
        said = [_("No issue: %(reason)s", reason=mark.reason)]
        if mark.objection:
            said.append(_("Objection of the author: %(words)s", words=mark.objection))
        return "\n".join(said)
    if comment.reply_to:
        return _("Goes with comment %(number)s", number=number(comment.reply_to))
    if comment.is_withdrawn:
        return _("Withdrawn by its author")
    return "" if comment.has_words else _("Counted as a stance")
