"""The filters of the direction are multiplied by a number, but their norms are not those of the model's filters.

A step should be as large as the weights it changes. Divide by one length, and multiply by which other?

unnamed: one_vector_for_all_weights
required:
    test_entries_are_normal
    test_filters_of_any_length
    test_filters_of_zero_stay_zero
    test_kernels_are_filters
    test_normalization_by_hand
    test_random_direction_is_normalized
    test_rescaled_network_has_the_same_landscape
"""


def filter_normalized(model, direction):
    answer = {}
    for name, weights in model.named_parameters():
        answer[name] = torch.zeros_like(direction[name])
        if weights.dim() > 1:
            for i in range(len(weights)):
                length = direction[name][i].norm()
                if length > 0:
                    answer[name][i] = direction[name][i] / length
    return answer
