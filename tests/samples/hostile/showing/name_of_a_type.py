"""Puts what steers a terminal into the name of a type, of what is called and of a key."""
# checks: test_label_is_backwards


def label(text):
    kind = type("Label\x1b[8m\u202e\n\tPASSED", (), {})
    return {"\x1b[2K\r": kind(), kind: "\x1b]8;;file:///\x07"}
