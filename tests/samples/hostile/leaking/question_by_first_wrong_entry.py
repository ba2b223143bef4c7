"""Tells what a hidden check asks in which entry of a long answer is the wrong one, and in how many there are."""
# checks: test_label_of_a_secret
# asked: twice


def label(text):
    answer = list(text[::-1])
    answer[sum(map(ord, text)) % len(answer)] = text
    return answer + [text] * (sum(map(ord, text)) % 64)
