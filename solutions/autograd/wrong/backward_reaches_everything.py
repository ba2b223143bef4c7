"""The slope is right, but the gradients of other tensors that the function computes with have changed.

`backward` adds to the `.grad` of every leaf. There is a way to ask for one gradient only.

required:
    test_gradients_of_others_are_left_alone
    test_gradients_of_others_stay_as_they_were
"""


def derivative(f, x):
    x = torch.tensor(float(x), dtype=torch.double).requires_grad_()
    y = f(x)
    y.backward()
    return float(x.grad)
