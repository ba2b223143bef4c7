"""Holds expressions that a compiler computes in advance, each as large as it allows, in a great number."""


def double(x):
    return None


"@FORTY_THOUSAND_LONG_TEXTS@"
