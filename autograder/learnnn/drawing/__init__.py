"""What the authors of pictures import: one style, guards for numbers and words, and the pieces that pictures are made of.

All of it runs in our process, on data that a student's code chose. `numbers` and `words` come first: what they let through
can be drawn in a moment, whatever it is. Nothing here touches pyplot or what matplotlib remembers from elsewhere.

Nobody reads colours alone: each series has a colour of its own (Okabe and Ito, 2008), and a marker, a line style and a hatch.
A `$` is a dollar in every text, so that no answer can be taken for a formula; maths is written in Unicode (`x₁`, `∂L/∂W`).
"""

from __future__ import annotations

from learnnn.drawing.answers import numbers, whole_numbers, words
from learnnn.drawing.pieces import (
    Plane,
    bars,
    class_points,
    colour_bar,
    curve,
    heat_map,
    images,
    plane,
    regions,
    surface,
)
from learnnn.drawing.redrawing import redraw
from learnnn.drawing.style import (
    BLACK,
    BLUE,
    BLUISH_GREEN,
    GREY,
    ORANGE,
    REDDISH_PURPLE,
    SERIES,
    SKY_BLUE,
    VERMILION,
    YELLOW,
    new_figure,
    rendered,
    styled,
    unlabelled,
)

__all__ = [
    "BLACK", "BLUE", "BLUISH_GREEN", "GREY", "ORANGE", "REDDISH_PURPLE", "SERIES", "SKY_BLUE", "VERMILION", "YELLOW",
    "Plane", "bars", "class_points", "colour_bar", "curve", "heat_map", "images", "new_figure", "numbers", "plane",
    "redraw", "regions", "rendered", "styled", "surface", "unlabelled", "whole_numbers", "words",
]  # fmt: skip
