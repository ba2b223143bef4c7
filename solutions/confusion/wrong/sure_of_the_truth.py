"""The examples are ranked by the probability of their actual class.

How sure a classifier is, is the probability of what it *predicted*. In a mistake the two differ: there, the example with the lowest probability of the truth need not be the one it was surest about.

required:
    test_surest_examples_by_hand
    test_sure_is_who_gave_a_high_probability_to_the_prediction
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
        sure = proba[i, a]
        if sure > record[a, p]:
            record[a, p] = sure
            best[a, p] = i
    return best
