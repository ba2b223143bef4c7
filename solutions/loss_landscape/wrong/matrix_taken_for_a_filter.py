"""The direction of a layer is scaled as a whole: its filters do not have the lengths of the model's filters, one by one.

How many numbers does a layer with 4 units need for its lengths?

unnamed: one_vector_for_all_weights
required:
    test_filters_of_any_length
    test_filters_of_zero_stay_zero
    test_kernels_are_filters
    test_normalization_by_hand
    test_random_direction_is_normalized
"""


def filter_normalized(model, direction):
    answer = {}
    for name, weights in model.named_parameters():
        answer[name] = torch.zeros_like(direction[name])
        if weights.dim() > 1:
            length = direction[name].norm()
            if length > 0:
                answer[name] = (direction[name] / length * weights.norm()).detach()
    return answer
