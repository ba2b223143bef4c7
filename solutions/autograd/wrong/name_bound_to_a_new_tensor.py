"""The parameters have the same numbers as before.

`p = p - ...` makes a new tensor and gives it the name. The one that the model holds is untouched: change it in place.

required:
    test_step_by_hand
    test_parameters_stay_leaves
    test_parameters_without_a_gradient_stay
    test_any_parameters_step
"""


def descend(parameters, lr):
    count = 0
    with torch.no_grad():
        for parameter in parameters:
            p = parameter
            if p.grad is None:
                continue
            p = p - lr * p.grad
            parameter.grad.zero_()
            count += 1
    return count
