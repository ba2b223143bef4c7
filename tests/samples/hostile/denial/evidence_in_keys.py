"""Answers with a dict of twenty thousand long keys, each of which could be shown."""


def double(x):
    return {f"{number}".ljust(200, "\N{SNOWMAN}"): number for number in range(20_000)}
