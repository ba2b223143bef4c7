"""Only the first weight matrix is penalised and decays.

The sums go over all weights of all layers: every name that begins with W.

required:
    test_gradient_is_the_slope_of_the_penalty
    test_names_tell_weights_from_the_rest
    test_weights_of_any_kind
    test_gradients_belong_to_the_loss
    test_any_network_is_regularized
    test_weights_shrink_without_a_gradient
    test_decay_is_the_l2_penalty_of_plain_steps
    test_pytorch_decays_alike
    test_any_parameters_decay
permitted:
    test_circle_overfits_less
    test_l1_empties_the_network
    test_decay_holds_the_circle
"""


def is_weight(name):
    return name == "W1"
