"""Course code beside the functions: it looks at the figure where it is, and gives the clock something to read."""

from collections.abc import Callable

import numpy as np
from matplotlib.figure import Figure


def shown(figure: Figure) -> list[dict[str, object]]:
    """For each image, axes by axes, the numbers of the darkest and the lightest shade, and whether row 0 is at the top."""
    images = [(ax, image) for ax in figure.axes for image in ax.images]
    return [
        {"shades": [float(limit) for limit in image.get_clim()], "is_upright": _is_upright(ax, image)}
        for ax, image in images
    ]


def repeated(function: Callable[..., np.ndarray], times: int, *arguments: object) -> np.ndarray:
    """What the function answers, the last of several times."""
    return [function(*arguments) for _ in range(times)][-1]


def _is_upright(ax, image) -> bool:
    _, _, bottom, top = image.get_extent()
    first, last = (top, bottom) if image.origin == "upper" else (bottom, top)
    upper_end = ax.get_ylim()[1]
    return abs(first - upper_end) < abs(last - upper_end)
