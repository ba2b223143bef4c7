"""The values and slopes are right, but `swish` does not use the class `Swish`.

Autograd could do this one by itself; functions that it does not know it cannot. Call your class through `apply`.

required:
    test_swish_is_your_own_function
"""


def swish(x):
    return x * torch.sigmoid(x)
