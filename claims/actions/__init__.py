"""The only code that writes. One verb a function, one file a noun: guard, change, log, announce, in that order.

Every action takes keyword-only `by` (a User, or None for the clock and the engine), runs in one transaction, leaves an
audit entry, and returns the changed row as it now is. It raises a `claims.actions.refusals.Refused` where it will not.
"""
