"""Tests of data protection: breaches and requests."""
