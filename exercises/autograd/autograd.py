"""Working with autograd: ask it for slopes, let gradients add up, keep it out, and teach it a function of your own."""

from collections.abc import Callable, Iterable

import torch
from torch import Tensor, nn


def derivative(f: Callable[[Tensor], Tensor], x: float) -> float:
    """The slope of `f` at `x`, found by autograd: a Python float.

    `x` is a number, float or int. `f` takes a float64 tensor of shape () and answers with one, which it has computed
    from it with torch's operations. It may compute with other tensors, too, and some of them may require gradients:
    their `.grad` is the same after the call as it was before.
    """
    raise NotImplementedError


def accumulate_gradients(
    model: nn.Module, criterion: Callable[[Tensor, Tensor], Tensor], batches: Iterable[tuple[Tensor, Tensor]]
) -> float:
    """Leave in `.grad` the gradient of the mean loss over the samples of *all* batches; return that loss, a float.

    `batches` gives at least one pair `(X, y)`, of N rows each, N at least 1. N may differ from pair to pair, and the
    pairs may be there to be gone through once only. All is on one device already. `criterion(output, y)`
    is the mean loss over the rows of a batch, a scalar tensor. Every parameter of `model` takes part in the loss.

    Each batch goes through `model` once, on its own and in the order given. When one does, the graphs of all batches
    before the last one are no longer in memory. What was in `.grad` before the call has no influence on it. The loss is
    a Python float. Parameters do not change, and the mode of the model, training or evaluation, does not either.
    """
    raise NotImplementedError


def descend(parameters: Iterable[Tensor], lr: float) -> int:
    """Make a step of gradient descent in place, clear the gradients, and return how many parameters had one.

    Each parameter is a leaf tensor that requires gradients; all are different. `parameters` may be a generator, which
    can be gone through once only. A parameter with a gradient becomes `parameter - lr * parameter.grad`: the same
    tensor object with new numbers, still a leaf that requires gradients. One whose `.grad` is None keeps its numbers.
    Afterwards every `.grad` is None, or a tensor of zeros. Autograd records as it did before.
    """
    raise NotImplementedError


def consistency_loss(prediction: Tensor, target: Tensor) -> Tensor:
    """The mean of `(prediction - target) ** 2` over all entries, a scalar tensor, with `target` taken as a constant.

    Both have the same shape and are on the same device. Both may have been computed from the same weights. The gradient
    of the answer goes back through `prediction` as usual, and not at all through `target`. `target` itself is left as
    it is: others may still want its gradient.
    """
    raise NotImplementedError


class Swish(torch.autograd.Function):
    """swish(x) = x * sigmoid(x), entry by entry, as an operation of its own for autograd."""

    @staticmethod
    def forward(ctx: torch.autograd.function.FunctionCtx, x: Tensor) -> Tensor:
        """The values, in the shape and dtype of `x` (float32 or float64, any shape), which is not changed.

        `ctx` is where to keep what `backward` will need.
        """
        raise NotImplementedError

    @staticmethod
    def backward(ctx: torch.autograd.function.FunctionCtx, grad: Tensor) -> Tensor:
        """The gradient of the loss with respect to `x`, given `grad`, that with respect to the answer of `forward`.

        All have the same shape. Values and gradients are finite for every x from -1000 to 1000.
        """
        raise NotImplementedError


def swish(x: Tensor) -> Tensor:
    """`Swish` applied to `x`: the function for everybody to call. `x` may require gradients or not."""
    raise NotImplementedError
