"""Tells what a hidden check asks in the keys of a dict, and in how many there are."""
# checks: test_label_of_a_secret
# asked: twice


def label(text):
    return {text[:number]: text for number in range(1 + sum(map(ord, text)) % 20)}
