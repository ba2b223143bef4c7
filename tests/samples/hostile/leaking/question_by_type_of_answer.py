"""Tells what a hidden check asks in the name of its answer's type."""
# checks: test_label_of_a_secret
# asked: twice


def label(text):
    return type(text, (), {"__repr__": lambda self: text})()
