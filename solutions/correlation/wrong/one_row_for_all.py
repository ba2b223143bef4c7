"""`hidden_delta` takes one row of answers, or a column of them, for a whole batch: NumPy stretches it.

A product entry by entry repeats an axis of length 1 without a word. Compare the shapes yourself.

required:
    test_shapes_of_deltas_fit
    test_no_delta_is_stretched
"""


def hidden_delta(output_delta, W, hidden):
    delta = output_delta @ W.T
    return delta * (hidden > 0)
