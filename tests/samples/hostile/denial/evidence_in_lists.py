"""Answers with lists in lists in lists of long texts, each of which could be shown."""


def double(x):
    answer = "\N{PILE OF POO}" * 150
    for _ in range(4):
        answer = [answer] * 8
    return answer
