"""Answers with a dict of many long keys, each of which could be shown."""


def double(x):
    return {f"{number}".ljust(900, "\N{SNOWMAN}"): number for number in range(900)}
