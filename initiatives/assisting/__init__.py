"""Signing by eID with a clerk's help at an office: the clerk is on record, the signer is not."""
