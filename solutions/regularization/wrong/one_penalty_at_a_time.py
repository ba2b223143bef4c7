"""`regularized_loss` adds either penalty, but not both: with an L1 penalty, the L2 penalty is forgotten.

Both strengths may be positive in the same call. An `elif` looks at the second only if the first is 0.

required:
    test_regularized_loss_by_hand
    test_gradients_belong_to_the_loss
    test_any_network_is_regularized
    test_neither_strength_is_negative
"""


def regularized_loss(data_loss, data_gradients, parameters, *, l1=0.0, l2=0.0):
    if l1 != 0:
        penalty, slopes = l1_penalty(parameters, l1), l1_gradient(parameters, l1)
    elif l2 != 0:
        penalty, slopes = l2_penalty(parameters, l2), l2_gradient(parameters, l2)
    else:
        return data_loss, dict(data_gradients)
    return data_loss + penalty, {name: data_gradients[name] + slopes[name] for name in parameters}
