"""Pictures of `dropout`: the masks, what they do to a sum, and the crowd of networks in one."""

import numpy as np

from learnnn.drawing import BLACK, SERIES, VERMILION, images, new_figure, numbers

PROBABILITIES = (0.0, 0.2, 0.5, 0.8)
N_HIDDEN = 40
CROWD = 120  # networks that are asked about each input


def masks(student, rng):
    """Masks for several p.

    The mask that `dropout_forward` returns for 16 times 16 units in training. Dark units are dropped; the others are scaled
    by 1 / (1 - p). Look at how the survivors get stronger as they get fewer, and that they lie in no order.
    """
    drawn = [_dropped(student, np.ones((16, 16)), p, rng)[1] for p in PROBABILITIES]
    titles = [f"p = {p:g}: {np.mean(mask == 0):.0%} dropped" for p, mask in zip(PROBABILITIES, drawn, strict=True)]

    return images(np.array(drawn), titles, label="entry of the mask", columns=2, limits=(0, max(5, np.max(drawn))))


def mean_of_the_survivors(student, rng):
    """The mean stays, whatever p is.

    A layer of 100 ones goes through `dropout_forward` 500 times, and each time the mean of its output is taken. The scale
    makes up for what is dropped: all histograms are centred on 1, the mean without dropout. The larger p is, the wider they
    are: that is the noise which dropout adds.
    """
    figure, axes = new_figure(3, 1, width=5.2, height=5.6, sharex=True)
    for ax, p, kind in zip(axes, PROBABILITIES[1:], SERIES, strict=False):
        out, _ = _dropped(student, np.ones((500, 100)), p, rng)
        means = out.mean(axis=1)  # (500,)
        one_more = 0.01 / (1 - p)  # unit that survives, and what it adds to the mean: bars are one or two of these wide
        width = one_more * np.ceil(0.02 / one_more)
        edges = 1 + width * (np.arange(-24, 26) - 0.5)
        ax.hist(
            np.clip(means, edges[0], edges[-1]), bins=edges, color=kind.pale, edgecolor=kind.colour, hatch=kind.hatch
        )
        ax.axvline(1, color=BLACK, linestyle="--", linewidth=1.2)
        ax.set(title=f"p = {p:g}: mean {means.mean():.3f}, standard deviation {means.std():.3f}", ylabel="draws")
    axes[-1].set(xlim=(0.3, 1.7), xlabel="mean output of 100 units that are all 1")
    return figure


def crowd_of_networks(student, rng):
    """A crowd in one network.

    A network that draws a wave, with p = 0.5. Each dot is the answer of one thinned network in training: another mask, half
    of the hidden units. Their mean comes close to the full network, which answers in evaluation; the output layer is
    linear, so with enough masks the two would be the same.
    """
    net, x = _network_of_a_wave(student, rng), np.linspace(-3, 3, 41)
    crowd = _outputs(net, np.repeat(x, CROWD)[:, None], training=True).reshape(len(x), CROWD)
    full = _outputs(net, x[:, None], training=False)

    figure, ax = new_figure()
    ax.scatter(
        np.repeat(x, CROWD), crowd, s=5, color="#9A9A9A", linewidths=0, label="thinned networks", rasterized=True
    )
    ax.plot(x, full, color=BLACK, linewidth=3, label="full network")
    ax.plot(
        x,
        crowd.mean(axis=1),
        color=VERMILION,
        linestyle="--",
        marker="s",
        markevery=5,
        label=f"mean of {CROWD} thinned",
    )
    ax.set(title="Many networks, one mean", xlabel="input", ylabel="output")
    ax.legend(markerscale=1.2)
    return figure


def _dropped(student, x, p, rng):
    """Output and mask of a layer in training."""
    answer = student.dropout_forward(x, p, rng, True)
    out, mask = answer if isinstance(answer, tuple) and len(answer) == 2 else (answer, None)
    out = numbers(out, what="the output of `dropout_forward`", shape=x.shape)
    return out, numbers(mask, what="the mask of `dropout_forward`", shape=x.shape)


def _network_of_a_wave(student, rng):
    """A network whose weights are chosen so that without dropout it draws sin(2x)."""
    net = student.MLP(1, N_HIDDEN, 1, 0.5, rng)
    W1, b1 = np.full((1, N_HIDDEN), 2.0), -2 * np.linspace(-3.5, 3.5, N_HIDDEN)
    x = np.linspace(-3, 3, 121)[:, None]
    hidden = np.tanh(x @ W1 + b1)  # (121, N_HIDDEN)
    W2 = np.linalg.solve(hidden.T @ hidden + 0.01 * np.eye(N_HIDDEN), hidden.T @ np.sin(2 * x))  # (N_HIDDEN, 1)
    net.W1, net.b1, net.W2, net.b2 = W1, b1, W2, np.zeros(1)
    return net


def _outputs(net, X, *, training):
    answer = net.forward(X, training)
    return numbers(answer, what="what `forward` returns", shape=(len(X), 1))[:, 0]
