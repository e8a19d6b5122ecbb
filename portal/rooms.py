"""Which rooms the roof opens: their pages, their timers, their tables; a line a room."""

BLUEPRINTS: tuple[str, ...] = (
    "portal.health:blueprint",
    "portal.letters:blueprint",
    "commons.identity.views:blueprint",
    "commons.identity.mine:blueprint",
    "commons.agencies.views:blueprint",
    "commons.agencies.desk:blueprint",
    "commons.accounts.desk:blueprint",
    "portal.home:blueprint",
    "portal.pages:blueprint",
    "portal.feedback:blueprint",
    "portal.search:blueprint",
    "portal.rules:blueprint",
    "portal.ledger:blueprint",
    "initiatives.views:blueprint",
    "initiatives.drafting:blueprint",
    "initiatives.carrying:blueprint",
    "initiatives.signing:blueprint",
    "initiatives.desk:blueprint",
    "consult.views:blueprint",
    "consult.voices:blueprint",
)

JOBS: tuple[str, ...] = (
    "commons.notify.post",
    "commons.accounts.jobs",
    "commons.agencies.jobs",
    "portal.upkeep",
    "signatures.jobs",
    "commons.ledger.jobs",
    "initiatives.jobs",
)

TABLES: tuple[str, ...] = (
    "commons.limits",
    "commons.jobs",
    "commons.accounts.models",
    "commons.agencies.models",
    "commons.notify.models",
    "commons.search.models",
    "commons.texts.models",
    "commons.law.models",
    "commons.ledger.models",
    "signatures",
    "commons.discussion.models",
    "consult.models",
    "initiatives.models",
    "consult.answering",
)
