"""`regularized_loss` adds the penalties into the caller's gradients of the data.

`+=` writes into the array on its left. Whose array is that?

required:
    test_gradients_of_the_data_are_left_alone
    test_any_network_is_regularized
"""


def regularized_loss(data_loss, data_gradients, parameters, *, l1=0.0, l2=0.0):
    loss = data_loss + l1_penalty(parameters, l1) + l2_penalty(parameters, l2)
    g1 = l1_gradient(parameters, l1)
    g2 = l2_gradient(parameters, l2)
    gradients = {}
    for name in parameters:
        gradients[name] = data_gradients[name]
        gradients[name] += g1[name] + g2[name]
    return loss, gradients
