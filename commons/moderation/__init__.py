"""Moderation that cannot become censorship: reports, coded decisions, a public log, an appeal outside."""
