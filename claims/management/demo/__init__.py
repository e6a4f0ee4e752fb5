"""The demo newsroom: an invented city, its debate, and one evening's work at the desk.

Words and data stand in the .txt and .toml files beside this one; `evening.load` plays them through the actions.
"""
