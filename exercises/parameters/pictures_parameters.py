"""Pictures of `parameters`: where they sit, how they grow, and what they cost in memory."""

import numpy as np

from learnnn.checks import require, shape_of
from learnnn.drawing import bars, curve, new_figure, numbers, whole_numbers, words

SIZES = [784, 128, 64, 10]
SIDES = (4, 8, 16, 32, 64, 128)  # of square images, in pixels
SHOWN_ROWS = 16


def parameters_by_layer(student, rng):
    """Where the parameters sit.

    Your `parameter_table`, for a network of dense layers and for one with a convolution. Look at which single row holds
    nearly all there is: the first matrix that meets a whole image. Biases hardly count, and neither does the convolution.
    """
    figure, axes = new_figure(2, 1, width=6.4, height=5.6, height_ratios=(6, 5))
    models = {"dense layers": student.stage.mlp(SIZES), "a convolution and a dense layer": student.stage.convnet()}
    for series, (ax, (name, model)) in enumerate(zip(axes, models.items(), strict=True)):
        names, counts = _table(student, model)
        bars(ax, names, counts, texts=[f"{count:,}" for count in counts], series=series)
        ax.set(title=f"{name}: {counts.sum():,} parameters", xlabel="numbers", ylabel="parameter")
    return figure


def dense_or_convolution(student, rng):
    """Dense or convolution: what a larger image costs.

    The parameters of one layer that looks at square images in grey, counted by your functions. A dense layer of 64 units
    has a weight for every pixel; a convolution with 64 filters of 3 by 3 does not care how large the image is. Both axes
    count in powers: twice the side is four times the weights.
    """
    dense = [student.dense_parameters(side * side, 64) for side in SIDES]
    convolution = [student.conv2d_parameters(1, 64, 3) for _ in SIDES]

    figure, ax = new_figure()
    for series, (name, counts) in enumerate({"dense layer": dense, "convolution": convolution}.items()):
        counts = whole_numbers(counts, what=f"the count for a {name}", shape=(len(SIDES),), at_least=1)
        curve(ax, counts, x=np.array(SIDES), label=name, series=series)
    ax.set_xscale("log", base=2)
    ax.set_yscale("log")
    ax.set_xticks(SIDES, [str(side) for side in SIDES])
    ax.set(title="One layer, larger and larger images", xlabel="side of the image (pixels)", ylabel="parameters")
    ax.legend()
    return figure


def memory_by_precision(student, rng):
    """What the numbers weigh.

    Your `memory_bytes`, for the same network in several precisions. The number of parameters does not change; each takes 8
    bytes, 4 or 2. In mixed precision only the last layer, which is small, stays in float32.
    """
    stage = student.stage
    models = {
        "float64": stage.mlp(SIZES).double(),
        "float32": stage.mlp(SIZES),
        "mixed": stage.mixed_precision(SIZES),
        "float16": stage.half_precision(SIZES),
    }
    sizes = numbers(
        [student.memory_bytes(model) for model in models.values()], what="what `memory_bytes` returns", shape=(4,)
    )

    figure, ax = new_figure(height=3.0)
    bars(ax, list(models), sizes / 1024, texts=[f"{size / 1024:,.1f} KiB" for size in sizes])
    ax.set(title=f"The same {'-'.join(map(str, SIZES))} network", xlabel="memory (KiB)", ylabel="precision")
    return figure


def _table(student, model):
    """Names with shapes, and counts, of what `parameter_table` returns."""
    table = student.parameter_table(model)
    is_table = type(table) is list and all(type(row) is tuple and len(row) == 3 for row in table)
    require(is_table and table, f"`parameter_table` returned {shape_of(table)}, expected a list of rows of three.")
    require(
        len(table) <= SHOWN_ROWS, f"`parameter_table` returned {len(table)} rows for a model with fewer parameters."
    )
    names = [words(name, what="a name in `parameter_table`") for name, _, _ in table]
    shapes = [tuple(whole_numbers(shape, what="a shape in `parameter_table`").tolist()) for _, shape, _ in table]
    counts = whole_numbers(
        [count for _, _, count in table], what="the counts in `parameter_table`", shape=(len(table),)
    )
    return [f"{name}  {shape}" for name, shape in zip(names, shapes, strict=True)], counts
