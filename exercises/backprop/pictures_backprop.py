"""Pictures of `backprop`: XOR while it is learned, what the hidden layer makes of it, and the gradients, checked."""

import numpy as np

from learnnn.drawing import class_points, colour_bar, curve, heat_map, new_figure, numbers, plane, regions, surface

X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
Y = np.array([[0.0], [1.0], [1.0], [0.0]])
CLASSES = Y[:, 0].astype(int)
NAMES = ("answer 0", "answer 1")
EPS = 1e-5  # of the central differences


def loss_on_xor(student, rng):
    """The loss while it learns XOR.

    What `fit` returns for three networks that start with other random weights. Look for the plateau near 0.25, where the
    answer is about one half whatever is asked; and at how long each start takes to leave it.
    """
    figure, ax = new_figure()
    for start in range(3):
        net = student.NeuralNetwork(2, 4, 1, rng=np.random.default_rng(start))
        losses = numbers(net.fit(X, Y, 1500, 2.0), what="what `fit` returns", shape=(1500,))
        curve(ax, losses, label=f"start {start + 1}", series=start)

    ax.set(title="XOR: a plateau, then the loss falls", xlabel="epoch", ylabel="mean squared error", ylim=(0, None))
    ax.legend()
    return figure


def hidden_space(student, rng):
    """What the hidden layer makes of XOR.

    Each of the four inputs is drawn where two hidden units put it, before learning and after. The grey net is the square
    of all inputs, as the hidden layer bends it; the output is 0.5 or more in the hatched region. Before, no line can part
    the two classes. Afterwards one line does, and that is all the output unit can draw.
    """
    net, start = _learned(student)
    figure, axes = new_figure(1, 2, sharex=True, sharey=True, width=8.4, height=4.3)
    for ax, one, when in zip(axes, (start, net), ("before learning", "after learning"), strict=True):
        _draw_hidden_space(ax, student, one, when)

    axes[0].set_ylabel("hidden unit 2")
    figure.legend(*axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=2)
    return figure


def decision_surface(student, rng):
    """What the network answers everywhere.

    The output of your `forward` all over the plane, once XOR is learned. On the white lines it is 0.5. The two corners
    whose answer is 1 lie in one light band, or the two others in one dark band: either is a solution.
    """
    net = student.NeuralNetwork(2, 4, 1, rng=np.random.default_rng(0))
    net.fit(X, Y, 3000, 2.0)
    figure, ax = new_figure()

    surface(ax, plane(net.forward, X, what="what `forward` returns"), label="output", limits=(0, 1), level=0.5)
    class_points(ax, X, CLASSES, names=NAMES)

    ax.set(title="XOR, learned: the output in the plane", xlabel="x₁", ylabel="x₂", aspect="equal")
    figure.legend(*ax.get_legend_handles_labels(), loc="outside lower center", ncols=2)
    return figure


def gradient_check(student, rng):
    """Your gradients against measured slopes.

    For each parameter, how far the gradient of `backward` is from the slope of `loss` by central differences. Right
    gradients are dark everywhere: 1e-8 and less is rounding. A light cell is a parameter whose gradient is wrong; a whole
    light row or matrix says where the chain rule broke.
    """
    net = student.NeuralNetwork(3, 4, 2, rng=rng)
    inputs, targets = rng.normal(size=(5, 3)), rng.uniform(size=(5, 2))
    gradients = net.backward(inputs, targets)
    figure, axes = new_figure(2, 2, width=8.0, height=4.6, height_ratios=(3, 1), width_ratios=(4, 2.6))

    for ax, name in zip(axes.flat, ("W1", "W2", "b1", "b2"), strict=True):
        slopes = _measured_slopes(net, name, inputs, targets)
        analytic = numbers(_entry(gradients, name), what=f"the gradient of {name}", shape=slopes.shape)
        difference = np.abs(np.atleast_2d(analytic - slopes))
        shades = heat_map(ax, difference, label=None, limits=(1e-14, 1), is_log=True, form=".0e")
        ax.set(title=f"∂loss/∂{name}", xlabel="column", ylabel="row")
        if name.startswith("b"):
            ax.set(yticks=[], xlabel="entry", ylabel="")
    colour_bar(axes, shades, "|gradient \N{MINUS SIGN} slope|")
    return figure


def _learned(student):
    """The first of a few networks with two hidden units that learns XOR, or else the last; and as it was at the start."""
    for seed in range(5):
        net = student.NeuralNetwork(2, 2, 1, rng=np.random.default_rng(seed))
        net.fit(X, Y, 600, 8.0)
        if numbers(net.loss(X, Y), what="what `loss` returns", shape=()) < 0.02:
            break
    return net, student.NeuralNetwork(2, 2, 1, rng=np.random.default_rng(seed))


def _draw_hidden_space(ax, student, net, when):
    W1, b1 = numbers(net.W1, what="`W1`", shape=(2, 2)), numbers(net.b1, what="`b1`", shape=(2,))
    W2, b2 = numbers(net.W2, what="`W2`", shape=(2, 1)), numbers(net.b2, what="`b2`", shape=(1,))

    def hidden(points):
        return numbers(student.sigmoid(points @ W1 + b1), what="what `sigmoid` returns", shape=(len(points), 2))

    frame = np.array([[0.0, 0.0], [1.0, 1.0]])
    regions(ax, plane(lambda at: at @ W2 + b2, frame, what="the decision"), threshold=0.0)
    along = np.linspace(0, 1, 25)
    for fixed in np.linspace(0, 1, 6):
        for line in (np.column_stack([along, 0 * along + fixed]), np.column_stack([0 * along + fixed, along])):
            ax.plot(*hidden(line).T, color="#8C8C8C", linewidth=0.7)
    places = hidden(X)
    class_points(ax, places, CLASSES, names=NAMES)
    for place, name in _names_by_place(places).items():
        is_right = place[0] > places[:, 0].mean()  # those on the left have their names below
        offset = (0, 12 if is_right else -12)
        ax.annotate(name, place, xytext=offset, textcoords="offset points", ha="center", va="center", fontsize=9)
    ax.set(title=when, xlabel="hidden unit 1")


def _names_by_place(places):
    """The inputs by where they are drawn; those that fall together have one name."""
    names = {}
    for row, place in zip(X.astype(int), places, strict=True):
        near = next((other for other in names if np.hypot(*(place - other)) < 0.04), tuple(place))
        names[near] = f"{names[near]} and {row[0]}, {row[1]}" if near in names else f"{row[0]}, {row[1]}"
    return names


def _measured_slopes(net, name, inputs, targets):
    """The slope of the loss in each entry of one parameter, by central differences."""
    value = numbers(getattr(net, name), what=f"`{name}`")
    slopes = np.zeros_like(value)
    for place in np.ndindex(value.shape):
        losses = []
        for sign in (1, -1):
            moved = value.copy()
            moved[place] += sign * EPS
            setattr(net, name, moved)
            losses.append(numbers(net.loss(inputs, targets), what="what `loss` returns", shape=()))
        slopes[place] = (losses[0] - losses[1]) / (2 * EPS)
    setattr(net, name, value)
    return slopes


def _entry(gradients, name):
    """One gradient out of what `backward` returned, whatever that is."""
    return gradients.get(name) if isinstance(gradients, dict) else None
