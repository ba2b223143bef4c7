"""No layer applies its activation, so the whole network is one linear function, however many layers it has.

Between two layers comes a bend: the sums of a hidden layer go through `activation` before the next layer sees them.

required:
    test_forward_of_the_worked_example
    test_two_layers_are_relu_of_x_w1_times_w2
    test_biases_remain_where_inputs_are_zero
    test_network_may_be_deep
    test_any_shape_and_activation
    test_relu_networks_without_biases_scale
    test_forward_takes_any_array
    test_integers_are_not_cut_off
    test_narrow_floats_are_welcome
"""


def forward(X, weights, biases, activation):
    sizes = [X.shape[1]] + [len(b) for b in biases]
    if [W.shape for W in weights] != weight_shapes(sizes):
        raise ValueError("the shapes do not fit")
    h = X
    for W, b in zip(weights, biases):
        h = h @ W + b
    return h
