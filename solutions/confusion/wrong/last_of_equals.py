"""Of equally sure examples the last is taken, not the first.

What happens at a tie? A new example has to be *surer* than the best so far.

required:
    test_first_of_equally_sure_examples
    test_surest_examples_of_any_classifier
    test_probabilities_of_any_kind
"""


def most_confident(y, proba):
    n = proba.shape[1]
    best = np.full((n, n), -1)
    record = np.zeros((n, n))
    for i in range(len(y)):
        a = y[i]
        p = np.argmax(proba[i])
        sure = proba[i, p]
        if sure >= record[a, p]:
            record[a, p] = sure
            best[a, p] = i
    return best
