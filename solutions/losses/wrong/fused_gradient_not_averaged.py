"""The gradient of `softmax_cross_entropy` is not divided by the number of examples, though the loss is.

A mean over N examples gives each of them 1/N of the gradient.

required:
    test_gradient_by_hand
    test_gradient_is_the_slope_of_the_loss
    test_two_copies_of_a_batch_cost_the_same
    test_only_differences_between_logits_matter
    test_pytorch_agrees
    test_any_shape
    test_awkward_arrays
    test_float32_is_taken
    test_integers_are_taken
    test_no_warning_up_to_1000
"""


def check_labels(rows, labels):
    if rows.ndim != 2 or labels.shape != (rows.shape[0],) or len(labels) == 0:
        raise ValueError("one label is needed for each row")
    if np.any(labels < 0) or np.any(labels >= rows.shape[1]):
        raise ValueError("no such class")


def softmax_cross_entropy_gradient(logits, labels):
    check_labels(logits, labels)
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    s = e / e.sum(axis=1, keepdims=True)
    s[np.arange(len(labels)), labels] -= 1
    return s
