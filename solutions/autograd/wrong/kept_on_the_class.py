"""Of two calls that go forward before they go back, the first gets the gradient of the second.

The class is one for all calls. `ctx` is there to keep what belongs to a single one.

required:
    test_calls_keep_apart
"""


class Swish:
    @staticmethod
    def forward(ctx, x):
        s = torch.sigmoid(x)
        Swish.saved = x, s
        return x * s

    @staticmethod
    def backward(ctx, grad):
        x, s = Swish.saved
        return grad * (s + x * s * (1 - s))
