"""The parameters are saved, moved step by step, and put back whatever happens."""

import matplotlib.pyplot as plt
import torch


def direction_between(model, other):
    ends = dict(other.named_parameters())
    return {name: (ends[name] - weights).detach() for name, weights in model.named_parameters()}


def filter_normalized(model, direction):
    answer = {}
    for name, weights in model.named_parameters():
        answer[name] = torch.zeros_like(direction[name])
        if weights.dim() > 1:
            for i in range(len(weights)):
                length = direction[name][i].norm()
                if length > 0:
                    answer[name][i] = (direction[name][i] / length * weights[i].norm()).detach()
    return answer


def random_direction(model, generator):
    direction = {}
    for name, weights in model.named_parameters():
        direction[name] = torch.randn(weights.shape, generator=generator, dtype=weights.dtype)
    return filter_normalized(model, direction)


def slice_1d(model, direction, loss, steps):
    saved = {name: weights.detach().clone() for name, weights in model.named_parameters()}
    modes = [(module, module.training) for module in model.modules()]
    losses = []
    try:
        model.eval()
        with torch.no_grad():
            for step in steps:
                for name, weights in model.named_parameters():
                    weights.copy_(saved[name] + step * direction[name])
                losses.append(loss(model))
    finally:
        with torch.no_grad():
            for name, weights in model.named_parameters():
                weights.copy_(saved[name])
        for module, mode in modes:
            module.training = mode
    return torch.stack(losses)


def slice_2d(model, directions, loss, steps_1, steps_2):
    first, second = directions
    saved = {name: weights.detach().clone() for name, weights in model.named_parameters()}
    rows = []
    try:
        for step in steps_1:
            with torch.no_grad():
                for name, weights in model.named_parameters():
                    weights.copy_(saved[name] + step * first[name])
            rows.append(slice_1d(model, second, loss, steps_2))
    finally:
        with torch.no_grad():
            for name, weights in model.named_parameters():
                weights.copy_(saved[name])
    return torch.stack(rows)


def plot_landscape(steps_1, steps_2, losses):
    fig, ax = plt.subplots()
    ax.contourf(steps_1, steps_2, losses.T, levels=20)
    ax.contour(steps_1, steps_2, losses.T, levels=20, colors="w")
    ax.scatter([0], [0], label="model")
    ax.set_xlabel("first direction")
    ax.set_ylabel("second direction")
    ax.legend()
    return fig
