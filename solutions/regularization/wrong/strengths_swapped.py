"""In the gradients, `l1` and `l2` have changed places: the strength of one penalty goes with the slope of the other.

Go through the call with `l1` alone and see which of the two slopes it arrives at.

required:
    test_regularized_loss_by_hand
    test_gradients_belong_to_the_loss
    test_any_network_is_regularized
    test_l1_empties_the_network
permitted:
    test_circle_overfits_less
    test_neither_strength_is_negative
"""


def regularized_loss(data_loss, data_gradients, parameters, *, l1=0.0, l2=0.0):
    loss = data_loss + l1_penalty(parameters, l1) + l2_penalty(parameters, l2)
    g1 = l1_gradient(parameters, l2)
    g2 = l2_gradient(parameters, l1)
    gradients = {}
    for name in parameters:
        gradients[name] = data_gradients[name] + g1[name] + g2[name]
    return loss, gradients
