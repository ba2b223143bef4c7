"""The answer is the last hidden layer: the output layer was never computed.

Leaving the last layer out of the loop spares it the activation. After the loop it still has to multiply and add.

required:
    test_one_layer_is_a_weighted_sum
    test_forward_of_the_worked_example
    test_two_layers_are_relu_of_x_w1_times_w2
    test_biases_remain_where_inputs_are_zero
    test_network_may_be_deep
    test_any_shape_and_activation
    test_relu_networks_without_biases_scale
    test_forward_takes_any_array
    test_integers_are_not_cut_off
    test_narrow_floats_are_welcome
    test_empty_batch_has_empty_outputs
"""


def forward(X, weights, biases, activation):
    sizes = [X.shape[1]] + [len(b) for b in biases]
    if [W.shape for W in weights] != weight_shapes(sizes):
        raise ValueError("the shapes do not fit")
    h = X
    for W, b in zip(weights[:-1], biases[:-1]):
        h = activation(h @ W + b)
    return h
