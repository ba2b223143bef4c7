"""Pictures of `activation_maximization`: what a network dreams of digits, what the price does, and how an ascent goes."""

import numpy as np

from learnnn.checks import Tensor, require, shape_of, tensor
from learnnn.data import digits
from learnnn.drawing import BLACK, colour_bar, curve, new_figure, numbers, redraw

N_TRAINING = 600
STEPS, LR, L2 = 40, 0.3, 0.1


def dreams_of_digits(student, rng):
    """What a network dreams of.

    Your `plot_dreams` of the ten inputs that your `maximize` finds for a network that has learned handwritten digits. Light
    pixels speak for a digit, dark ones against it, and medium grey is 0. Look for the hole of the 0, the stroke of the 1, and
    for what must *not* be there: most of a dream is about telling its digit from the others. None looks as if somebody had
    written it, and yet the network takes each for its digit.
    """
    model = _network(student)
    dreams = np.stack([_dream(student, model, unit, L2) for unit in range(10)])
    titles = [f"unit {unit}" for unit in range(10)]
    figure = redraw(student.figure(student.plot_dreams(tensor(dreams.astype(np.float32)), titles)))
    figure.set_size_inches(8.6, 7.0)
    for ax in figure.axes:
        for image in ax.images:
            image.set_cmap("gray")
        ax.set(xlabel=ax.get_xlabel() or "column", ylabel=ax.get_ylabel() or "row", aspect="equal")
        ax.set_title(ax.get_title() or "untitled")
    return figure


def the_price(student, rng):
    """What the price does.

    The dreams of two units at four prices, with their length. Without a price the numbers grow as long as the ascent goes on,
    and no digit has pixels like these. The higher the price, the fainter the dream: what is left is what the unit gains most
    from. Real digits are between 3 and 5 long.
    """
    model = _network(student)
    prices = (0.0, 0.03, 0.1, 0.3)
    dreams = [[_dream(student, model, unit, l2) for l2 in prices] for unit in (0, 3)]
    limit = float(np.abs(dreams).max()) or 1.0

    figure, axes = new_figure(2, 4, width=9.0, height=4.9)
    for row, unit in enumerate((0, 3)):
        for ax, l2, dream in zip(axes[row], prices, dreams[row], strict=True):
            shades = ax.imshow(dream, cmap="gray", vmin=-limit, vmax=limit)
            ax.set(title=f"unit {unit}, l2 = {l2:g}\nlength {np.linalg.norm(dream):.1f}", xlabel="column", ylabel="row")
            ax.grid(visible=False)
    colour_bar(axes, shades, "pixel")
    return figure


def the_ascent(student, rng):
    """How high the ascent leads.

    What the unit for 3 answers to your input after each number of steps. The dots are its answers to the handwritten threes
    that it has learned from, and to noise that is as long as the finished dream. The noise stays far below; and after some
    twenty steps your input excites the unit more than any three that a hand has written.
    """
    model = _network(student)
    after = [_dream(student, model, 3, L2, steps, lr=LR / 8) for steps in range(0, STEPS + 1, 2)]
    images, labels = digits()
    noise = rng.normal(size=(200, 8, 8))
    noise *= np.linalg.norm(after[-1]) / np.linalg.norm(noise, axis=(1, 2), keepdims=True)
    threes = images[:N_TRAINING][labels[:N_TRAINING] == 3]
    climbing, of_threes, of_noise = (
        numbers(student.stage.answers(model, inputs), what="the answers", shape=(None, 10))[:, 3]
        for inputs in (np.stack(after), threes, noise)
    )

    figure, ax = new_figure()
    curve(ax, climbing, x=np.arange(0, STEPS + 1, 2), label="your input")
    for place, some, name in ((STEPS + 4, of_threes, "threes"), (STEPS + 9, of_noise, "noise")):
        ax.scatter(place + rng.uniform(-1.2, 1.2, size=len(some)), some, s=10, color=BLACK, alpha=0.4)
        ax.annotate(name, (place, some.min()), xytext=(0, -10), textcoords="offset points", ha="center", va="top")
    low, high = ax.get_ylim()
    ax.set(title="The unit for 3", xlabel="step", ylabel="answer of the unit", ylim=(low - 0.08 * (high - low), high))
    ax.set_xticks(range(0, STEPS + 1, 10))
    ax.legend(loc="lower left")
    return figure


def _network(student):
    images, labels = digits()
    return student.stage.trained(images[:N_TRAINING], labels[:N_TRAINING])


def _dream(student, model, unit, l2, steps=STEPS, *, lr=LR):
    """What `maximize` finds for a unit, an array (8, 8)."""
    dream = student.maximize(model, unit, steps, lr, l2, (8, 8))
    require(isinstance(dream, Tensor), f"`maximize` returned {shape_of(dream)}, expected a tensor.")
    return numbers(dream.array, what="what `maximize` returns", shape=(8, 8))
