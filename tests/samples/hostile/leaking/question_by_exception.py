"""Tells what a hidden check asks in the text, the notes, the cause and the arguments of an exception."""
# checks: test_label_of_a_secret
# asked: twice


def label(text):
    print(text)
    error = ValueError(text, text)
    error.add_note(text)
    raise error from KeyError(text)
