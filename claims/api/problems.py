"""Errors as RFC 9457 problem documents."""


def handle(exc, context):
    return None
