"""`regularized_loss` adds the penalties to the gradients and not to the loss.

The loss that is minimised is what the examples say plus what the weights cost.

required:
    test_regularized_loss_by_hand
    test_gradients_belong_to_the_loss
    test_any_network_is_regularized
"""


def regularized_loss(data_loss, data_gradients, parameters, *, l1=0.0, l2=0.0):
    loss = data_loss
    g1 = l1_gradient(parameters, l1)
    g2 = l2_gradient(parameters, l2)
    gradients = {}
    for name in parameters:
        gradients[name] = data_gradients[name] + g1[name] + g2[name]
    return loss, gradients
