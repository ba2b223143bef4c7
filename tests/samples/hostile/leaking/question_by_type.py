"""Tells what a hidden check asks in the name of an exception's type, of its bases and of its module."""
# checks: test_label_of_a_secret
# asked: twice


def label(text):
    base = type(text[::-1], (Exception,), {"__module__": text})
    raise type(text, (base,), {"__qualname__": text})
