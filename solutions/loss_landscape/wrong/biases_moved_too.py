"""The direction of biases is not zero.

A bias has one axis and no filter in it. What does the docstring ask for?

unnamed: one_vector_for_all_weights
required:
    test_biases_are_left_where_they_are
    test_filters_of_any_length
    test_filters_of_zero_stay_zero
    test_random_direction_is_normalized
    test_rescaled_network_has_the_same_landscape
"""


def filter_normalized(model, direction):
    answer = {}
    for name, weights in model.named_parameters():
        answer[name] = direction[name].clone()
        if weights.dim() > 1:
            for i in range(len(weights)):
                length = direction[name][i].norm()
                if length > 0:
                    answer[name][i] = (direction[name][i] / length * weights[i].norm()).detach()
    return answer
