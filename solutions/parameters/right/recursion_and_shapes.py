"""Formulas are products of shapes; networks and live models are walked by recursion, tensors told apart by `id`."""

import math


def _count(*shape, extra=0):
    """The numbers in an array of this shape, and some more."""
    if any(size < 1 for size in shape):
        raise ValueError(f"{shape} is no shape of a layer")
    return math.prod(shape) + extra


def dense_parameters(n_in, n_out, *, bias=True):
    return _count(n_out, n_in + 1) if bias and n_in > 0 else _count(n_out, n_in)


def conv2d_parameters(in_channels, out_channels, kernel_size, *, groups=1, bias=True):
    kernel_size = tuple(kernel_size) if hasattr(kernel_size, "__len__") else 2 * (kernel_size,)
    if groups < 1:
        raise ValueError("at least one group is needed")
    of_one_group, left_over = divmod(in_channels, groups)
    if left_over or out_channels % groups != 0:
        raise ValueError("the channels cannot be shared out evenly")
    return _count(out_channels, of_one_group, *kernel_size, extra=out_channels * int(bias))


def batchnorm_parameters(num_features, *, affine=True):
    both = _count(2, num_features)
    if not affine:
        return 0
    return both


def mlp_parameters(layer_sizes, *, bias=True):
    n_in, n_out, *others = layer_sizes  # a ValueError for fewer than two
    first = dense_parameters(n_in, n_out, bias=bias)
    if not others:
        return first
    return first + mlp_parameters((n_out, *others), bias=bias)


def _tensors(module, kind, path=""):
    """The pairs of path and tensor of a module and all inside it; a shared tensor comes again and again."""
    for name, tensor in getattr(module, kind).items():
        if tensor is not None:
            yield path + name, tensor
    for name, child in module.named_children():
        yield from _tensors(child, kind, f"{path}{name}.")


def _first_of_each(pairs):
    seen = {}
    for name, tensor in pairs:
        seen.setdefault(id(tensor), (name, tensor))
    return list(seen.values())


def count_parameters(model, *, trainable_only=False):
    trainable = frozen = 0
    for _, tensor in _first_of_each(_tensors(model, "_parameters")):
        if tensor.requires_grad:
            trainable += tensor.nelement()
        else:
            frozen += tensor.nelement()
    return trainable if trainable_only else trainable + frozen


def parameter_table(model):
    named = _first_of_each(_tensors(model, "_parameters"))
    names = [name for name, _ in named]
    shapes = [tuple(tensor.size()) for _, tensor in named]
    return list(zip(names, shapes, map(math.prod, shapes), strict=True))


def memory_bytes(model):
    pairs = [*_tensors(model, "_parameters"), *_tensors(model, "_buffers")]
    return sum(tensor.nbytes for _, tensor in _first_of_each(pairs))
