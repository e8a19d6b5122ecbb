"""Tests of moderation that cannot become censorship."""
