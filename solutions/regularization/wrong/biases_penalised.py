"""Biases are penalised and pulled towards 0 like weights.

A bias shifts where a unit bends, not how sharply. Which names count as weights?

required:
    test_penalty_by_hand
    test_biases_are_free
    test_gradient_is_the_slope_of_the_penalty
    test_names_tell_weights_from_the_rest
    test_networks_without_weights_cost_nothing
    test_weights_of_any_kind
    test_regularized_loss_by_hand
    test_gradients_belong_to_the_loss
    test_any_network_is_regularized
    test_decay_by_hand
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
    return True
