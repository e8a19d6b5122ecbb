"""A hearing on which so many have spoken, loaded in bulk as the services would have left it."""

from __future__ import annotations

import psycopg

HOT = 3
"""The number of the comment to which one response in twenty replies."""
SECTIONS = 5
DEEP = 0.5
"""The page in the depth of a section begins behind this share of its comments."""

# One response a person: seven in ten with words, one in ten a reply, one in a hundred withdrawn.
_COMMENTS = """
INSERT INTO discussion_comment (thread_id, number, section, version, place, "placing", reply_to_id,
  account_id, assurance, display, shown_as, stance, words, suggestion, has_words, language, channel,
  written_at, withdrawn_at, receipt_code, receipt_hash, support, is_answered, change, replies)
SELECT %(thread)s, i, place, 1, place, 'written', above,
  1000000 + i, 1 + 2 * (i %% 4 / 2), (ARRAY['name', 'pseudonym', 'hidden', 'agency'])[1 + i %% 4],
  CASE WHEN i %% 4 < 2 THEN 'Person ' || i ELSE '' END,
  CASE WHEN above IS NULL THEN (ARRAY['agree', 'disagree', 'change'])[1 + i %% 3] END,
  CASE WHEN says THEN 'Smoke from field ' || i || ' reaches the school of district '
    || i %% 500 || '. The permit takes too long, and nobody reads the register of sources.'
  ELSE '' END,
  CASE WHEN above IS NULL AND i %% 10 = 2 THEN 'A permit is decided within ' || i %% 30 || ' days.' END,
  says, 'en', 'online', %(at)s + i * interval '1 millisecond',
  CASE WHEN i %% 100 = 50 THEN %(at)s + interval '1 day' END,
  md5('code' || i), md5('hash' || i), CASE WHEN i %% 9 = 0 THEN i %% 50 ELSE 0 END, false,
  CASE WHEN above IS NULL AND i %% 10 = 2 THEN 'replace' END, 0
FROM (SELECT i, 'sec_' || 1 + CASE WHEN i > 20 AND i %% 20 = 19 THEN %(hot)s ELSE i END %% %(sections)s
    AS place, i %% 10 < 7 OR i %% 10 = 9 AS says,
    CASE WHEN i > 20 AND i %% 20 = 19 THEN %(first)s + %(hot)s - 1
      WHEN i > 20 AND i %% 20 = 9 THEN %(first)s + i - 6 END AS above
  FROM generate_series(1, %(number)s) AS i) AS said ORDER BY i
"""
_HERE = "FROM discussion_comment WHERE thread_id = %(thread)s"
_AFTER = (
    f"""UPDATE discussion_comment SET replies = (SELECT count(*) FROM discussion_comment r
      WHERE r.reply_to_id = discussion_comment.id) WHERE id IN (SELECT reply_to_id {_HERE})""",
    f"INSERT INTO discussion_voice (thread_id, account_id) SELECT thread_id, account_id {_HERE}",
    f"""INSERT INTO discussion_stance (thread_id, place, account_id, assurance, stance, comment_id)
    SELECT thread_id, place, account_id, assurance, stance, id {_HERE}
    AND stance IS NOT NULL AND withdrawn_at IS NULL""",
    f"""INSERT INTO discussion_tally (thread_id, place, measure, assurance, times)
    SELECT thread_id, place, stance, assurance, count(*) {_HERE}
      AND stance IS NOT NULL AND withdrawn_at IS NULL GROUP BY 1, 2, 3, 4
    UNION ALL
    SELECT thread_id, place, CASE WHEN reply_to_id IS NULL THEN 'comment' ELSE 'reply' END,
      assurance, count(*) {_HERE} AND has_words GROUP BY 1, 2, 3, 4
    UNION ALL
    SELECT thread_id, '', 'person', assurance, count(*) {_HERE} GROUP BY 1, 4""",
    f"""INSERT INTO search_document (kind, key, address, language, title, moment)
    SELECT 'comment-hearing-' || %(hearing)s, id, '', 'en', 'inhearing' || %(hearing)s, written_at
    {_HERE} AND has_words AND withdrawn_at IS NULL""",
    """INSERT INTO search_terms (document_id, terms)
    SELECT d.id, array_to_tsvector(ARRAY['inhearing' || %(hearing)s, 'smoke', 'field', 'school',
      'reach', 'district', 'permit', 'regist', 'sourc', c.number::text, 'd' || c.number %% 500])
    FROM search_document d JOIN discussion_comment c ON c.id = d.key::bigint
    WHERE d.kind = 'comment-hearing-' || %(hearing)s""",
    """INSERT INTO hearing_theme (hearing_id, number, title, words, created_at)
    SELECT %(hearing)s, n, 'Theme ' || n, '', %(at)s FROM generate_series(1, 10) AS n""",
    """INSERT INTO hearing_placement (hearing_id, theme_id, comment_id)
    SELECT %(hearing)s, t.id, c.id FROM discussion_comment c JOIN hearing_theme t
      ON t.hearing_id = %(hearing)s AND t.number = 1 + c.number %% 7
    WHERE c.thread_id = %(thread)s AND c.has_words AND c.reply_to_id IS NULL
      AND c.number %% 10 < 4""",
    f"""INSERT INTO hearing_campaign (hearing_id, number, state, texts, made_at)
    SELECT %(hearing)s, 1, 'confirmed', count(*), %(at)s {_HERE} AND number %% 10 = 4""",
    f"""INSERT INTO hearing_campaign_text (campaign_id, comment_id)
    SELECT (SELECT id FROM hearing_campaign WHERE hearing_id = %(hearing)s), id {_HERE}
    AND number %% 10 = 4""",
    """INSERT INTO hearing_grouping_reach (hearing_id, through, is_grouped, after_closing)
    VALUES (%(hearing)s, %(number)s, true, true)""",
)
# Ten texts each are the same word for word; a sketch has 512 bytes.
_SKETCHES = """INSERT INTO hearing_sketch (hearing_id, comment_id, sketch)
SELECT %(hearing)s, id, s || s || s || s || s || s || s || s FROM (
  SELECT c.id, sha512((c.number / 10)::text::bytea) AS s FROM discussion_comment c
  JOIN discussion_thread t ON t.id = c.thread_id AND t.kind = 'hearing'
  WHERE t.key = %(hearing)s::text AND c.has_words AND c.reply_to_id IS NULL) AS said"""


def fill(url: str, hearing: int, number: int, at: object) -> None:
    """Let `number` responses stand in this hearing, with tallies, index, themes and a campaign."""
    with psycopg.connect(url.replace("postgresql+psycopg", "postgresql")) as connection:
        connection.execute("SET synchronous_commit = off")
        made = connection.execute(
            "INSERT INTO discussion_thread (kind, key, last_number) VALUES ('hearing', %s, %s) "
            "RETURNING id, (SELECT coalesce(max(id), 0) + 1 FROM discussion_comment)",
            (str(hearing), number),
        ).fetchone()
        assert made is not None
        values = {
            "thread": made[0],
            "first": made[1],
            "hearing": hearing,
            "number": number,
            "hot": HOT,
            "sections": SECTIONS,
            "at": at,
        }
        for statement in (_COMMENTS, *_AFTER):
            connection.execute(statement, values)
    with psycopg.connect(url.replace("postgresql+psycopg", "postgresql"), autocommit=True) as after:
        after.execute("VACUUM ANALYZE")


def sketch(url: str, hearing: int) -> None:
    """Let every text have the sketch that grouping compares, and wait to be sketched once more."""
    with psycopg.connect(url.replace("postgresql+psycopg", "postgresql")) as connection:
        connection.execute(_SKETCHES, {"hearing": hearing})
        connection.execute("UPDATE hearing_grouping_reach SET through = 0, is_grouped = false")
