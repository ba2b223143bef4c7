"""All weights stand in one long vector; directions are pieces of such vectors, and one copy of the model is moved."""

import copy

import matplotlib.pyplot as plt
import torch
from torch.nn.functional import normalize


def _vector(tensors):
    return torch.cat([tensor.detach().flatten() for tensor in tensors])


def _pieces(model, vector):
    """The vector cut up into a direction of the model."""
    named = dict(model.named_parameters())
    parts = iter(torch.split(vector, [weights.numel() for weights in named.values()]))
    return {name: next(parts).reshape(weights.shape).to(weights.dtype) for name, weights in named.items()}


def _put(model, vector):
    start = 0
    for weights in model.parameters():
        end = start + weights.numel()
        weights.data = vector[start:end].view_as(weights).to(weights.dtype)
        start = end


def direction_between(model, other):
    return _pieces(model, _vector(other.parameters()) - _vector(model.parameters()))


def filter_normalized(model, direction):
    answer = {name: torch.zeros_like(change) for name, change in direction.items()}
    for name, weights in model.state_dict().items():
        if name in direction and weights.ndim >= 2:
            filters, change = weights.flatten(1).double(), direction[name].flatten(1).double()  # a row for each filter
            lengths = torch.einsum("fi,fi->f", filters, filters).sqrt()
            rows = normalize(change, dim=1, eps=1e-300).mul(lengths.unsqueeze(1))
            answer[name] = rows.view(weights.shape).to(weights.dtype)
    return answer


def random_direction(model, generator):
    n = sum(weights.numel() for weights in model.parameters())
    numbers = torch.empty(n, dtype=torch.float64).normal_(generator=generator)
    return filter_normalized(model, _pieces(model, numbers))


def slice_1d(model, direction, loss, steps):
    walker = copy.deepcopy(model)
    walker.train(False)
    start = _vector(walker.parameters())
    towards = _vector(direction[name] for name, _ in walker.named_parameters())
    losses = torch.empty(len(steps), dtype=start.dtype)
    with torch.no_grad():
        for i, step in enumerate(steps.tolist()):
            _put(walker, start + step * towards)
            losses[i] = loss(walker)
    return losses


def slice_2d(model, directions, loss, steps_1, steps_2):
    first, second = directions
    start = _vector(model.parameters())
    across = _vector(second[name] for name, _ in model.named_parameters())
    walker = copy.deepcopy(model)
    columns = []
    for step in steps_2:
        _put(walker, start + step * across)
        columns.append(slice_1d(walker, first, loss, steps_1))
    return torch.stack(columns, dim=1)


def plot_landscape(steps_1, steps_2, losses):
    right, up = torch.meshgrid(steps_1, steps_2, indexing="ij")  # as `losses`
    low, high = float(losses.min()), float(losses.max())
    levels = [low + (high - low) * share / 12 for share in range(1, 12)]
    plt.figure()
    plt.contourf(right, up, losses, cmap="Greys")
    plt.colorbar()
    plt.clabel(plt.contour(right, up, losses, levels=levels, cmap="viridis"))
    plt.scatter(0, 0, marker="x", label="model")
    plt.xlabel("first direction")
    plt.ylabel("second direction")
    plt.legend(loc="upper right")
    return plt.gcf()
