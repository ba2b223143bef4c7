"""Reads a file that any user may read, and tells it in its output, its exception and its answer."""
# checks: test_doubles_every_entry, test_leaves_its_input_alone, test_doubles_secret_numbers

PATH = "@SECRET@"


def double(x):
    text = open(PATH).read()
    print(text)
    if x.ndim == 1:
        raise RuntimeError(text)
    return text
