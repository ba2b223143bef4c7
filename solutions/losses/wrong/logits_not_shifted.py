"""The exponential of a logit of 1000 is infinite, and infinity divided by infinity is NaN.

Only differences between logits matter. Subtract the largest one of each row before the exponential.

required:
    test_large_logits_do_no_harm
    test_no_warning_up_to_1000
"""


def check_labels(rows, labels):
    if rows.ndim != 2 or labels.shape != (rows.shape[0],) or len(labels) == 0:
        raise ValueError("one label is needed for each row")
    if np.any(labels < 0) or np.any(labels >= rows.shape[1]):
        raise ValueError("no such class")


def softmax_cross_entropy(logits, labels):
    check_labels(logits, labels)
    z = logits
    picked = z[np.arange(len(labels)), labels]
    return np.mean(np.log(np.exp(z).sum(axis=1)) - picked)


def softmax_cross_entropy_gradient(logits, labels):
    check_labels(logits, labels)
    e = np.exp(logits)
    s = e / e.sum(axis=1, keepdims=True)
    s[np.arange(len(labels)), labels] -= 1
    return s / len(labels)
