"""An empty cell has 0, which is the number of an example.

Examples are counted from 0, so 0 cannot stand for none. What does the contract say?

required:
    test_surest_examples_by_hand
    test_sure_is_who_gave_a_high_probability_to_the_prediction
    test_surest_examples_of_any_classifier
permitted:
    test_probabilities_of_any_kind
    test_first_of_equally_sure_examples
"""


def most_confident(y, proba):
    n = proba.shape[1]
    best = np.zeros((n, n), dtype=int)
    record = np.zeros((n, n))
    for i in range(len(y)):
        a = y[i]
        p = np.argmax(proba[i])
        sure = proba[i, p]
        if sure > record[a, p]:
            record[a, p] = sure
            best[a, p] = i
    return best
