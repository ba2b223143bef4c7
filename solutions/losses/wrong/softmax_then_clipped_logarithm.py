"""The loss is computed from clipped probabilities, so that no answer costs more than 16, however wrong it is.

Where softmax has rounded a probability to 0 there is nothing left to take the logarithm of. Write down log(softmax) and
simplify before you compute: the exponential of the label's logit cancels.

required:
    test_large_logits_do_no_harm
    test_no_warning_up_to_1000
permitted:
    test_pytorch_agrees
"""


def check_labels(rows, labels):
    if rows.ndim != 2 or labels.shape != (rows.shape[0],) or len(labels) == 0:
        raise ValueError("one label is needed for each row")
    if np.any(labels < 0) or np.any(labels >= rows.shape[1]):
        raise ValueError("no such class")


def softmax_cross_entropy(logits, labels):
    check_labels(logits, labels)
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    s = e / e.sum(axis=1, keepdims=True)
    return cross_entropy(s, labels)
