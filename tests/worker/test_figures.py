"""A drawing arrives as the data a check can compare, whichever matplotlib call drew it."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.figure import Figure

from learnnn.worker.figures import describe


@pytest.fixture(autouse=True)
def _no_figures_left():
    plt.switch_backend("Agg")
    plt.close("all")
    yield
    plt.close("all")


@pytest.fixture
def ax():
    return plt.subplots()[1]


def only_axes(drawing):
    (description,) = describe(drawing)["axes"]
    return description


# -- what can be described ---------------------------------------------------------------------------------------------


def test_a_figure_is_described_with_all_of_its_axes():
    figure, axes = plt.subplots(2, 3)
    axes[1, 2].set_title("last")
    figure.suptitle("six")

    description = describe(figure)

    assert description["title"] == "six"
    assert [axes["title"] for axes in description["axes"]] == ["", "", "", "", "", "last"]


def test_axes_are_described_without_their_neighbours():
    _, (_, right) = plt.subplots(1, 2)
    right.set_title("right")

    assert only_axes(right)["title"] == "right"


@pytest.mark.parametrize("wrap", [tuple, list, lambda pair: np.array([pair[1]], dtype=object)])
def test_figure_and_axes_together_are_described_once(wrap):
    figure, ax = plt.subplots()

    assert len(describe(wrap((figure, ax)))["axes"]) == 1


def test_nothing_means_the_current_figure(ax):
    ax.set_title("current")

    assert only_axes(None)["title"] == "current"


def test_without_a_figure_there_are_no_axes_and_none_is_made():
    assert describe(None) == {"title": "", "legend": None, "axes": []}
    assert plt.get_fignums() == []


@pytest.mark.parametrize("thing", ["a plot", 3, np.zeros(2), ["a plot"]])
def test_what_is_no_drawing_is_refused(thing):
    with pytest.raises(TypeError, match="expected a figure or axes"):
        describe(thing)


def test_a_description_is_plain_data(ax):
    ax.plot([1, 2], [3, 4], label="line")
    ax.scatter([1, 2], [3, 4], c=[0, 1])
    ax.imshow(np.eye(2))
    ax.bar(["a", "b"], [1, 2])
    ax.contourf(np.eye(3))
    ax.text(1, 1, "here")
    ax.legend()

    def kinds(value):
        match value:
            case dict():
                return {type(value)}.union(*map(kinds, value), *map(kinds, value.values()))
            case list() | tuple():
                return {type(value)}.union(*map(kinds, value))
        return {type(value)}

    assert kinds(describe(ax.figure)) <= {dict, list, tuple, str, float, bool, type(None), np.ndarray}


# -- axes --------------------------------------------------------------------------------------------------------------


def test_axes_know_their_words_limits_and_scales(ax):
    ax.set(title="t", xlabel="x", ylabel="y", xlim=(0, 2), ylim=(5, 1), xscale="linear", yscale="log")

    axes = only_axes(ax)

    assert (axes["title"], axes["xlabel"], axes["ylabel"]) == ("t", "x", "y")
    assert (axes["xlim"], axes["ylim"]) == ((0.0, 2.0), (5.0, 1.0))
    assert (axes["xscale"], axes["yscale"]) == ("linear", "log")


def test_ticks_have_the_texts_that_are_drawn(ax):
    ax.bar(["cat", "dog"], [1, 2])
    ax.set_yticks([0, 1, 9], ["none", "some", "outside"])
    ax.set_ylim(0, 2)

    axes = only_axes(ax)

    assert axes["xticks"] == [{"at": 0.0, "text": "cat"}, {"at": 1.0, "text": "dog"}]
    assert [tick["text"] for tick in axes["yticks"]] == ["none", "some"]


def test_a_legend_lists_its_labels_in_order(ax):
    ax.plot([0, 1], label="first")
    ax.scatter([0], [1], label="second")
    ax.legend()

    assert only_axes(ax)["legend"] == ["first", "second"]


def test_without_a_legend_there_is_none(ax):
    ax.plot([0, 1], label="first")

    assert only_axes(ax)["legend"] is None


def test_a_legend_of_the_figure_is_the_figures(ax):
    ax.plot([0, 1], label="first")
    ax.figure.legend()

    assert describe(ax)["legend"] == ["first"]


def test_a_colour_bar_is_told_from_a_drawing(ax):
    ax.figure.colorbar(ax.imshow(np.eye(2)))

    assert [axes["is_colorbar"] for axes in describe(ax.figure)["axes"]] == [False, True]


# -- lines and points --------------------------------------------------------------------------------------------------


def test_a_line_has_its_points_label_and_colour(ax):
    ax.plot([0, 1, 2], [3, 4, 5], color="red", linestyle="--", label="rising")

    (line,) = only_axes(ax)["lines"]

    np.testing.assert_array_equal([line["x"], line["y"]], [[0, 1, 2], [3, 4, 5]])
    assert line["label"] == "rising"
    assert line["color"] == (1.0, 0.0, 0.0, 1.0)
    assert line["linestyle"] == "--"


def test_a_line_nobody_named_has_no_label(ax):
    ax.plot([0, 1])

    assert only_axes(ax)["lines"][0]["label"] is None


def test_what_is_invisible_is_left_out(ax):
    ax.plot([0, 1])[0].set_visible(False)
    ax.scatter([0], [1]).set_visible(False)

    axes = only_axes(ax)

    assert axes["lines"] == axes["points"] == []


@pytest.mark.parametrize("slope", [0, 3, -1000])
def test_an_endless_line_runs_from_side_to_side_in_data_units(ax, slope):
    ax.set(xlim=(-2, 2), ylim=(-9, 9))
    ax.axline((0, 1), slope=slope)

    (line,) = only_axes(ax)["lines"]

    np.testing.assert_allclose(line["x"], [-2, 2])
    np.testing.assert_allclose(line["y"], slope * line["x"] + 1)


@pytest.mark.parametrize("draw", ["axvline", "vlines"])
def test_a_vertical_line_stands_at_its_x(ax, draw):
    ax.set_ylim(-1, 5)
    ax.axvline(3) if draw == "axvline" else ax.vlines([3], -1, 5)

    (line,) = only_axes(ax)["lines"]

    np.testing.assert_allclose(line["x"], [3, 3])
    np.testing.assert_allclose(line["y"], [-1, 5])


def test_each_segment_of_hlines_is_a_line(ax):
    ax.hlines([1, 2], 0, 4, colors="red", label="levels")

    lines = only_axes(ax)["lines"]

    assert [line["label"] for line in lines] == ["levels", "levels"]
    assert [line["y"].tolist() for line in lines] == [[1, 1], [2, 2]]
    assert {line["color"] for line in lines} == {(1.0, 0.0, 0.0, 1.0)}


def test_points_on_a_logarithmic_axis_keep_their_numbers(ax):
    ax.set(xscale="log", yscale="log")
    ax.plot([1, 10, 100], [1, 2, 3])
    ax.axhline(50)

    curve, level = only_axes(ax)["lines"]

    np.testing.assert_array_equal(curve["x"], [1, 10, 100])
    np.testing.assert_allclose(level["y"], [50, 50])


def test_a_scatter_has_its_places_and_colours(ax):
    ax.scatter([1, 2], [3, 4], color=["red", "blue"], label="two")

    (points,) = only_axes(ax)["points"]

    np.testing.assert_array_equal(points["offsets"], [[1, 3], [2, 4]])
    np.testing.assert_array_equal(points["colors"], [[1, 0, 0, 1], [0, 0, 1, 1]])
    assert points["label"] == "two"
    assert points["values"] is None


def test_a_scatter_coloured_by_values_has_both(ax):
    ax.scatter([1, 2, 3], [3, 4, 5], c=[0, 0, 1])

    (points,) = only_axes(ax)["points"]

    np.testing.assert_array_equal(points["values"], [0, 0, 1])
    assert points["colors"].shape == (3, 4)
    np.testing.assert_array_equal(points["colors"][0], points["colors"][1])
    assert (points["colors"][0] != points["colors"][2]).any()


def test_open_markers_have_the_colour_of_their_rims(ax):
    ax.scatter([1, 2], [3, 4], facecolors="none", edgecolors="red")

    np.testing.assert_array_equal(only_axes(ax)["points"][0]["colors"], [[1, 0, 0, 1]])


def test_masked_places_are_nan(ax):
    ax.scatter(np.ma.array([1.0, 2.0], mask=[False, True]), [3, 4])

    (points,) = only_axes(ax)["points"]

    assert type(points["offsets"]) is np.ndarray
    np.testing.assert_array_equal(np.isnan(points["offsets"][:, 0]), [False, True])


# -- areas, images, text -----------------------------------------------------------------------------------------------


def test_an_image_has_its_numbers_and_extent(ax):
    ax.imshow(np.arange(6).reshape(2, 3), extent=(0, 3, 0, 2), cmap="gray")

    (image,) = only_axes(ax)["images"]

    np.testing.assert_array_equal(image["array"], [[0, 1, 2], [3, 4, 5]])
    assert image["extent"] == (0.0, 3.0, 0.0, 2.0)
    assert image["cmap"] == "gray"
    assert image["limits"] == (0.0, 5.0)


@pytest.mark.parametrize("place", ["left", "center", "right"])
def test_a_title_may_stand_anywhere(ax, place):
    ax.set_title("mine", loc=place)
    ax.plot([1, 2])

    assert only_axes(ax)["title"] == "mine"


def test_legends_of_a_figure_and_of_its_parts_are_one():
    figure = Figure()
    above, below = figure.subfigures(2, 1)
    above.subplots().plot([1, 2], label="first")
    below.subplots().plot([1, 2], label="second")
    figure.suptitle("both")
    figure.legend(["first"])
    below.legend()

    description = describe(figure)

    assert (description["title"], description["legend"]) == ("both", ["first", "second"])


def test_the_shades_of_an_image_may_reach_further_than_its_numbers(ax):
    ax.imshow(np.eye(3), vmin=-2, vmax=2)

    assert only_axes(ax)["images"][0]["limits"] == (-2.0, 2.0)


@pytest.mark.parametrize(
    ("look", "is_inverted", "is_upright"),
    [
        ({}, False, True),
        ({"origin": "lower"}, False, False),
        ({}, True, False),
        ({"extent": (0, 3, 0, 2)}, False, True),
        ({"extent": (0, 3, 0, 2), "origin": "lower"}, False, False),
    ],
)
def test_an_image_is_upright_if_its_first_row_is_above_the_others(ax, look, is_inverted, is_upright):
    ax.imshow(np.arange(6).reshape(2, 3), **look)
    if is_inverted:
        ax.invert_yaxis()

    (image,) = only_axes(ax)["images"]

    assert image["is_upright"] is is_upright
    assert image["origin"] == look.get("origin", "upper")


def test_a_colour_image_keeps_its_channels(ax):
    ax.imshow(np.zeros((4, 5, 3)))

    (image,) = only_axes(ax)["images"]

    assert image["array"].shape == (4, 5, 3)
    assert np.isnan(image["limits"]).all()


def test_a_mesh_has_its_numbers_and_corners(ax):
    ax.pcolormesh([0, 1, 3], [0, 2], [[7, 8]])

    (mesh,) = only_axes(ax)["meshes"]

    np.testing.assert_array_equal(mesh["array"], [[7, 8]])
    np.testing.assert_array_equal(mesh["corners"][0], [[0, 0], [1, 0], [3, 0]])
    assert mesh["limits"] == (7.0, 8.0)


@pytest.mark.parametrize("draw", ["contour", "contourf"])
def test_a_contour_has_levels_and_paths(ax, draw):
    x1, x2 = np.meshgrid(np.linspace(-1, 1, 5), np.linspace(-1, 1, 5))
    getattr(ax, draw)(x1, x2, x1 + x2, levels=[-1, 0.5])

    (contour,) = only_axes(ax)["contours"]

    np.testing.assert_array_equal(contour["levels"], [-1, 0.5])
    assert contour["filled"] is (draw == "contourf")
    if draw == "contour":
        np.testing.assert_allclose(contour["paths"][1].sum(axis=1), 0.5)


def test_the_pieces_of_a_level_are_parted(ax):
    """A saddle: the level 0.25 has two branches, and no line leads from the one to the other."""
    x1, x2 = np.meshgrid(np.linspace(-1, 1, 5), np.linspace(-1, 1, 5))
    ax.contour(x1, x2, x1 * x2, levels=[0.25], colors="red")

    (contour,) = only_axes(ax)["contours"]

    (path,) = contour["paths"]
    (gap,) = np.flatnonzero(np.isnan(path).any(axis=1))
    assert {(path[:gap] > 0).all(), (path[gap + 1 :] > 0).all()} == {True, False}
    np.testing.assert_array_equal(contour["colors"], [[1, 0, 0, 1]])


def test_a_filled_band_is_a_region(ax):
    ax.fill_between([0, 1], [0, 0], [2, 3], color="red", label="spread")

    (region,) = only_axes(ax)["regions"]

    assert region["label"] == "spread"
    assert region["paths"][0].max(axis=0).tolist() == [1, 3]
    np.testing.assert_array_equal(region["colors"], [[1, 0, 0, 1]])


def test_bars_have_heights_and_the_name_of_their_series(ax):
    ax.bar([0, 1], [2, 5], width=0.5, label="errors")

    bars = only_axes(ax)["bars"]

    assert [(bar["label"], bar["x"], bar["width"], bar["height"]) for bar in bars] == [
        ("errors", -0.25, 0.5, 2.0),
        ("errors", 0.75, 0.5, 5.0),
    ]
    assert only_axes(ax)["shapes"] == []


def test_other_patches_are_shapes_in_data_units(ax):
    ax.set_ylim(-4, 4)
    ax.axvspan(1, 2, label="span")

    axes = only_axes(ax)

    assert axes["bars"] == []
    assert axes["shapes"][0]["label"] == "span"
    np.testing.assert_allclose(axes["shapes"][0]["path"].min(axis=0), [1, -4])
    np.testing.assert_allclose(axes["shapes"][0]["path"].max(axis=0), [2, 4])


def test_texts_have_their_places_in_data_units(ax):
    ax.set(xlim=(0, 4), ylim=(0, 10))
    ax.text(1, 2, "data")
    ax.text(0.5, 0.5, "middle", transform=ax.transAxes)
    ax.annotate("point", (3, 4), xytext=(5, 5), textcoords="offset points")

    texts = {text["text"]: text["at"] for text in only_axes(ax)["texts"]}

    assert texts["data"] == (1.0, 2.0)
    assert texts["middle"] == pytest.approx((2.0, 5.0))
    assert texts["point"] == (3.0, 4.0)


def test_a_description_does_not_change_with_the_drawing(ax):
    image = np.zeros((2, 2))
    ax.imshow(image)

    before = only_axes(ax)
    ax.images[0].get_array()[:] = 1

    assert not before["images"][0]["array"].any()


def test_bars_are_called_as_their_student_called_them_however_they_are_drawn(ax):
    ax.bar([0, 1], [2, 3], label="bars")
    ax.hist([4.0, 4.5, 5.0], bins=2, label="counts")

    assert [bar["label"] for bar in only_axes(ax)["bars"]] == ["bars", "bars", "counts", "counts"]


def test_bars_that_nobody_named_have_no_label(ax):
    ax.hist([4.0, 4.5, 5.0], bins=2)

    assert [bar["label"] for bar in only_axes(ax)["bars"]] == [None, None]
