"""A copy of the model may be spoilt, so an optimizer climbs on it with plain `backward`; the pictures fill a square grid."""

import copy
import math

import matplotlib.pyplot as plt
import torch
from matplotlib.colors import CenteredNorm


def objective(model, unit, x, l2):
    batch = x.expand(1, *x.shape)
    flat = x.reshape(-1)
    price = l2 * torch.dot(flat, flat)
    return model(batch).squeeze(0)[unit].sub(price)


def maximize(model, unit, steps, lr, l2, shape):
    climbed = copy.deepcopy(model).eval()
    parameter = next(climbed.parameters())
    x = torch.nn.Parameter(parameter.new_zeros(shape))
    optimizer = torch.optim.SGD([x], lr=lr, maximize=True)
    for _ in range(steps):
        optimizer.zero_grad()
        objective(climbed, unit, x, l2).backward()
        optimizer.step()
    return x.data.clone()


def plot_dreams(dreams, titles):
    n_columns = math.ceil(math.sqrt(len(dreams)))
    n_rows = math.ceil(len(dreams) / n_columns)
    norm = CenteredNorm(vcenter=0, halfrange=dreams.abs().max().item())
    fig = plt.figure(figsize=(2 * n_columns, 2 * n_rows))
    for i in range(len(dreams)):
        ax = fig.add_subplot(n_rows, n_columns, i + 1)
        ax.imshow(dreams[i].tolist(), cmap="coolwarm", norm=norm, origin="upper")
        ax.set(title=titles[i], xticks=[], yticks=[])
    return fig
