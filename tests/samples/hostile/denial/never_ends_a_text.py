"""Ends in the middle of a text, between characters that editors do not show."""


def double(x):
    return "@A_TEXT_WITHOUT_END@"
