"""The direction between two models holds more than their parameters: running statistics or counters are in it.

`state_dict` is all that has to be saved of a model, which is more than what is learned by gradients.

required:
    test_direction_has_parameters_only
    test_direction_leads_to_the_other_model
"""


def direction_between(model, other):
    ends = other.state_dict()
    return {name: ends[name] - value for name, value in model.state_dict().items()}
