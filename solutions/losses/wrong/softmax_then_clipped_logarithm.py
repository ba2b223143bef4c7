"""The loss is computed from clipped probabilities, so that no answer costs more than 16, however wrong it is.

Where softmax has rounded a probability to 0 there is nothing left to take the logarithm of. Write down log(softmax) and
simplify before you compute: the exponential of the label's logit cancels.

over: formulas_behind_guards, plain_loops
required:
    test_large_logits_do_no_harm
    test_no_warning_up_to_1000
permitted:
    test_pytorch_agrees
"""


def softmax_cross_entropy(logits, labels):
    check_labels(logits, labels)
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    s = e / e.sum(axis=1, keepdims=True)
    return cross_entropy(s, labels)
