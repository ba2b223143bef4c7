"""`backward` returns the slope alone: the gradient that comes from above is left out.

The chain rule multiplies the two. A loss that is the plain sum of the values hides this: there `grad` is all ones.

over: scaled_batch_by_batch, running_means_and_sgd
required:
    test_pytorch_approves_of_swish
    test_swish_on_devices
    test_swish_of_any_shape
"""


class Swish:
    @staticmethod
    def backward(ctx, grad):
        x, s = ctx.saved_tensors
        return s + x * s * (1 - s)
