"""The slope lacks the part that comes through the sigmoid.

x is in there twice, outside of the sigmoid and inside. A product has two terms in its derivative.

over: scaled_batch_by_batch, running_means_and_sgd
required:
    test_swish_by_hand
    test_pytorch_approves_of_swish
    test_swish_on_devices
    test_swish_of_any_shape
    test_calls_keep_apart
"""


class Swish:
    @staticmethod
    def backward(ctx, grad):
        x, s = ctx.saved_tensors
        return grad * s
