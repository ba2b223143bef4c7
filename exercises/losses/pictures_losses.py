"""Pictures of `losses`: what an error costs and how hard it pulls, and what a probability costs, with and without clipping."""

import numpy as np

from learnnn.drawing import BLACK, curve, new_figure, numbers

ERRORS, FINE_ERRORS = np.linspace(-3, 3, 121), np.linspace(-3, 3, 1201)  # one call for each, one for all
PROBABILITIES = np.linspace(0.005, 1, 200)
MARKED = (0.5, 0.1, 0.01)
LEADS = np.linspace(-30, 5, 71)  # how far the score of the label is ahead of the other one


def what_an_error_costs(student, rng):
    """What an error costs.

    The loss of a single example over its error, and beside it the gradient: the force with which the example pulls at the
    network. Look at an error of 3, an outlier. By mse it costs most and pulls six times as hard as by the other two. Near 0
    huber follows a square and lets go gently, while mae pulls with full force to the very end.
    """
    figure, (left, right) = new_figure(1, 2, width=9.0, height=4.0)
    zero = np.zeros(1)
    for series, name in enumerate(("mse", "mae", "huber")):
        loss = getattr(student, name)
        costs = [_number(loss(np.array([error]), zero), name) for error in ERRORS]
        pulls = getattr(student, f"{name}_gradient")(FINE_ERRORS, np.zeros(FINE_ERRORS.size))
        pulls = numbers(pulls, what=f"what `{name}_gradient` returns", shape=FINE_ERRORS.shape)  # of a mean, that is
        curve(left, np.array(costs), x=ERRORS, label=name, series=series)
        curve(right, pulls * FINE_ERRORS.size, x=FINE_ERRORS, label=name, series=series)

    left.set(title="what it costs", xlabel="error", ylabel="loss")
    right.set(title="how hard it pulls", xlabel="error", ylabel="gradient")
    figure.legend(*left.get_legend_handles_labels(), loc="outside lower center", ncols=3)
    return figure


def what_a_probability_costs(student, rng):
    """What a probability costs.

    On the left, cross-entropy over the probability that the right class was given. An even chance costs 0.69, and a
    tenth of any probability costs 2.3 more. On the right the scores of two classes move apart. Towards the left the answer
    gets worse, and the loss from the scores rises with it. The one from the probabilities ends at 16.1, where they are
    clipped: it is flat there, and what is flat teaches nothing.
    """
    figure, (left, right) = new_figure(1, 2, width=9.0, height=4.0)
    label = np.zeros(1, dtype=int)
    costs = [_number(student.cross_entropy(_two(p), label), "cross_entropy") for p in PROBABILITIES]
    curve(left, np.array(costs), x=PROBABILITIES, label="cross_entropy", marker="")
    for p in MARKED:
        cost = _number(student.cross_entropy(_two(p), label), "cross_entropy")
        left.annotate(f"{cost:.2f} at {p:g}", (p, cost), (10, 8), textcoords="offset points", fontsize=9)
        left.plot(p, cost, marker="o", color=BLACK, zorder=3)

    from_shares = [student.cross_entropy(_two(1 / (1 + np.exp(-lead))), label) for lead in LEADS]
    from_scores = [student.softmax_cross_entropy(np.array([[lead, 0.0]]), label) for lead in LEADS]
    for series, (name, losses) in enumerate((("cross_entropy", from_shares), ("softmax_cross_entropy", from_scores))):
        curve(right, np.array([_number(loss, name) for loss in losses]), x=LEADS, label=name, series=series)

    left.set(title="from a probability", xlabel="probability of the right class", ylabel="loss")
    right.set(
        title="from two scores", xlabel="score of the right class \N{MINUS SIGN} score of the other", ylabel="loss"
    )
    right.legend()
    return figure


def _two(p):
    """One example whose two classes have the probabilities p and 1 - p."""
    return np.array([[p, 1 - p]])


def _number(loss, name):
    """A loss, once it is sure to be one number."""
    return numbers(loss, what=f"what `{name}` returns", shape=())
