"""Has code with a name of its choice fail, so that the lines of the traceback hold what steers a terminal."""
# checks: test_label_is_backwards


def label(text):
    def fails():
        raise KeyError("\x1b[2J")

    named = fails.__code__.replace(co_name="\x1b[1A\u202e\x1b[2K", co_qualname="\x9b2J")
    return type(fails)(named, globals())()
