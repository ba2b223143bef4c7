"""Pictures of `loss_landscape`: around a network that reads digits, from one solution to another, and why to normalise."""

import numpy as np

from learnnn.checks import Tensor, require, shape_of, tensor
from learnnn.data import digits
from learnnn.drawing import BLACK, BLUE, colour_bar, curve, new_figure, numbers

SIZES = (64, 16, 10)
N_EXAMPLES, EPOCHS, LR = 200, 150, 0.5


def around_a_solution(student, rng):
    """The loss around a trained network.

    Your `slice_2d` over two of your random directions: a network of 64, 16 and 10 units that has learned 200 handwritten
    digits, at the star. A step of 1 changes its weights by as much as they are. Look at how round the valley is, and
    how much closer the lines are further out: near the star the ground is nearly flat.
    """
    world = _World(student.stage)
    model = world.trained(1)
    generator = student.stage.generator(3)
    directions = tuple(_direction(student.random_direction(model, generator), world.names) for _ in range(2))
    steps = np.linspace(-1, 1, 17)
    answer = student.slice_2d(model, directions, world.loss, tensor(steps), tensor(steps))
    losses = _numbers(answer, "what `slice_2d` returns", (17, 17))

    figure, ax = new_figure(width=6.2, height=5.0)
    shades = ax.contourf(steps, steps, losses.T, levels=14, cmap="cividis")
    ax.contour(steps, steps, losses.T, levels=shades.levels, colors="white", linewidths=0.7)
    ax.plot(0, 0, marker="*", markersize=15, color="white", markeredgecolor=BLACK, linestyle="none", label="model")
    colour_bar(ax, shades, "loss")
    ax.set(title="Around a trained network", xlabel="first direction", ylabel="second direction", aspect="equal")
    ax.legend(loc="lower right")
    return figure


def lines_between(student, rng):
    """From the start to a solution, and from one solution to another.

    Your `slice_1d` along your `direction_between`, on the digits. From its random start to where training led it, the loss
    falls along the straight line, although training did not take it. Between two networks trained from different starts
    the line goes over a barrier: both are good, and what lies half-way between them is several times worse.
    """
    world = _World(student.stage)
    ends = (
        ("From the start to a solution", ("start", "solution"), world.started(1), world.trained(1)),
        ("From one solution to another", ("one solution", "another"), world.trained(1), world.trained(2)),
    )
    steps = np.linspace(-0.25, 1.25, 31)
    figure, axes = new_figure(1, 2, sharey=True, width=9.0, height=4.0)
    for ax, (title, names, model, other) in zip(axes, ends, strict=True):
        direction = _direction(student.direction_between(model, other), world.names)
        losses = _numbers(
            student.slice_1d(model, direction, world.loss, tensor(steps)), "what `slice_1d` returns", (31,)
        )
        ax.plot(steps, losses, color=BLUE, linewidth=2)
        for at, name in enumerate(names):
            ax.axvline(at, color=BLACK, linestyle="--", linewidth=1)
            ax.annotate(
                name,
                (at, 0.97),
                xycoords=("data", "axes fraction"),
                xytext=(4, 0),
                textcoords="offset points",
                va="top",
            )
        ax.set(title=title, xlabel="step")
    axes[0].set_ylabel("loss")
    return figure


def why_normalise(student, rng):
    """The same function, twice.

    Two networks that give the same answers to everything: in the second, the first layer is five times as large and the
    second a fifth. Along one direction as it was drawn, one valley looks far narrower than the other, which means nothing.
    Along the same direction after your `filter_normalized` the two slices are one.
    """
    world = _World(student.stage)
    original = student.stage.parameters(world.trained(1))
    factors = {"0.weight": 5, "0.bias": 5, "2.weight": 0.2, "2.bias": 1}
    rescaled = {name: (factors[name] * array).astype(np.float32) for name, array in original.items()}
    drawn = {name: tensor(0.2 * rng.normal(size=array.shape).astype(np.float32)) for name, array in original.items()}
    steps = np.linspace(-1.5, 1.5, 31)
    figure, axes = new_figure(1, 2, sharey=True, width=9.0, height=4.0)
    for series, (label, arrays) in enumerate((("as trained", original), ("rescaled", rescaled))):
        model = student.stage.dense(*arrays.values())
        normalized = _direction(student.filter_normalized(model, drawn), world.names)
        for ax, direction, title in zip(axes, (drawn, normalized), ("as drawn", "filter-normalised"), strict=True):
            losses = student.slice_1d(model, direction, world.loss, tensor(steps))
            curve(ax, _numbers(losses, "what `slice_1d` returns", (31,)), x=steps, label=label, series=series)
            ax.set(title=title, xlabel="step")
            ax.legend()
    axes[0].set(ylabel="loss", ylim=(0, None))
    return figure


class _World:
    """A few digits, and networks that learn them in the worker."""

    names = ("0.weight", "0.bias", "2.weight", "2.bias")

    def __init__(self, stage):
        images, labels = digits()
        self.stage = stage
        self.loss = stage.Loss(images[:N_EXAMPLES].reshape(-1, 64), labels[:N_EXAMPLES])

    def started(self, seed):
        return self.stage.start(seed, list(SIZES))

    def trained(self, seed):
        return self.stage.train(self.started(seed), self.loss, EPOCHS, LR)


def _direction(answer, names):
    """A direction as tensors to send on, once it is sure to be one."""
    require(isinstance(answer, dict) and set(answer) == set(names), f"The direction is {shape_of(answer)}.")
    return {
        name: tensor(_numbers(value, f'"{name}" in the direction', None).astype(np.float32))
        for name, value in answer.items()
    }


def _numbers(answer, what, shape):
    """The numbers of a tensor."""
    require(type(answer) is Tensor, f"{what[0].upper()}{what[1:]} is {shape_of(answer)}, expected a tensor.")
    return numbers(answer.array, what=what, shape=shape)
