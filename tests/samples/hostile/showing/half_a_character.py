"""Puts halves of characters, which no file and no terminal can be given, into a text, an exception and what is printed."""
# checks: test_label_is_backwards

import sys


def label(text):
    sys.stdout.buffer.write(b"\xed\xa0\x80\xff\x1b[31m")
    raise ValueError("\ud800 \udfff \udc1b")
