"""Tells what a hidden check asks in the text of a warning that is an error, and in its category."""
# checks: test_label_of_a_secret
# asked: twice

import warnings


def label(text):
    category = (RuntimeWarning, UserWarning, FutureWarning, DeprecationWarning)[sum(map(ord, text)) % 4]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.warn(text, category)
