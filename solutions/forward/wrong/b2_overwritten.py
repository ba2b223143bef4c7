"""`collapse_linear` writes its answer into the caller's `b2`: the answer is right, and the second layer is spoiled.

`b2 += …` changes the array that the caller handed over. `b2 + …` makes a new one.

required:
    test_collapse_takes_any_array
"""


def collapse_linear(W1, b1, W2, b2):
    b2 += b1 @ W2
    return W1 @ W2, b2
