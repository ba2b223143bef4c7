"""Puts marks that turn the direction of what follows into an exception, and separators of lines besides."""
# checks: test_label_is_backwards


def label(text):
    raise ValueError("\u202edessap\u2066\u2028PASSED\u2029\u200f\u061c\u0085")
