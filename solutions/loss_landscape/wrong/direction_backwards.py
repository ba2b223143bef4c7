"""The direction points the wrong way: from the other model to this one.

A whole step along it should lead from `model` to `other`. What has to be added to 1 to get 4?

required:
    test_direction_by_hand
    test_direction_has_parameters_only
    test_direction_leads_to_the_other_model
"""


def direction_between(model, other):
    ends = dict(other.named_parameters())
    return {name: (weights - ends[name]).detach() for name, weights in model.named_parameters()}
