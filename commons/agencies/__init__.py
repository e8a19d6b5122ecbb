"""Ministries, agencies, parliament and committees; who is a member of them, in which role."""
