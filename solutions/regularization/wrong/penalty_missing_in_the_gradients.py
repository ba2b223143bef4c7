"""`regularized_loss` adds the penalties to the loss and not to the gradients, so training never notices them.

Training follows the gradients; the number beside them is only reported. What do the penalties add to the gradients?

required:
    test_regularized_loss_by_hand
    test_gradients_belong_to_the_loss
    test_circle_overfits_less
    test_any_network_is_regularized
    test_l1_empties_the_network
"""


def regularized_loss(data_loss, data_gradients, parameters, *, l1=0.0, l2=0.0):
    loss = data_loss + l1_penalty(parameters, l1) + l2_penalty(parameters, l2)
    g1 = l1_gradient(parameters, l1)
    g2 = l2_gradient(parameters, l2)
    gradients = {}
    for name in parameters:
        gradients[name] = data_gradients[name] + 0.0
    return loss, gradients
