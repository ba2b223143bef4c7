"""Each picture has shades of its own, so that a faint dream looks as strong as any other, and 0 has another shade in each.

`imshow` spreads its colours over the array it is given. Where can you tell it from which number to which?

required:
    test_zero_is_in_the_middle
    test_any_number_of_dreams_is_drawn
"""

import matplotlib.pyplot as plt
import torch


def objective(model, unit, x, l2):
    answers = model(x[None])
    return answers[0, unit] - l2 * (x**2).sum()


def maximize(model, unit, steps, lr, l2, shape):
    was_training = model.training
    model.eval()
    weight = next(model.parameters())
    x = torch.zeros(shape, dtype=weight.dtype, device=weight.device)
    for _ in range(steps):
        x.requires_grad_(True)
        value = objective(model, unit, x, l2)
        grad = torch.autograd.grad(value, x)[0]
        x = (x + lr * grad).detach()
    model.train(was_training)
    return x


def plot_dreams(dreams, titles):
    arrays = dreams.cpu().numpy()
    limit = abs(arrays).max()
    fig, axes = plt.subplots(1, len(arrays), squeeze=False)
    for ax, array, title in zip(axes[0], arrays, titles):
        ax.imshow(array, cmap="RdBu_r")
        ax.set_title(title)
    return fig
