"""What to predict before `dropout` is run."""

import numpy as np

ONES = np.ones((400, 250))


def share_of_zeros(student) -> float:
    """In training, p = 0.2, and an array of 100,000 ones goes through `dropout_forward`. What share of the answer is zero, roughly (a number from 0 to 1)?

    About 0.2: `p` is the probability of *dropping* an entry. Some libraries speak of the probability of keeping one, so
    it is worth looking up, each time.
    """
    out, _ = student.dropout_forward(ONES, 0.2, np.random.default_rng(0), True)
    return np.mean(out == 0)


def mean_of_the_answer(student) -> float:
    """Now p = 0.75: three of four entries of the ones become zero. What is the mean of all entries of the answer, roughly?

    About 1, as before. Each entry that is kept is divided by 1 - p = 1/4 and so becomes 4; a quarter of the entries are
    4, the others 0, and their mean is 1. That is what the scale is for: the next layer gets sums of the usual size, in
    training and in evaluation.
    """
    out, _ = student.dropout_forward(ONES, 0.75, np.random.default_rng(0), True)
    return np.mean(out)
