"""Who speaks in a hearing, and who sees it: names, bodies, sealed parts, reveals, open doors."""
