"""Hidden checks of `representations`: any shapes and scales, other judges, digits, and words made by the dozen."""

import warnings

import numpy as np
import pytest

from learnnn.checks import assert_close, assert_equal, assert_inputs_unchanged, require, shape_of, type_name

# -- pca --------------------------------------------------------------------------------------------------------------


def answer_of_pca(student, X, k):
    """The triple (Z, directions, shares), arrays of the right shapes; the directions are orthonormal."""
    answer = student.pca(X, k)
    require(isinstance(answer, tuple | list) and len(answer) == 3, "`pca` did not return a triple.")
    for part, shape in zip(answer, ((len(X), k), (k, X.shape[1]), (k,)), strict=True):
        require(isinstance(part, np.ndarray), f"`pca` returned {shape_of(part)} in its triple.")
        require(part.shape == shape, f"`pca` returned an array of shape {part.shape} where {shape} is expected.")
    Z, directions, shares = answer
    assert_close(directions @ directions.T, np.eye(k), what="the products of the directions", rtol=1e-4, atol=1e-5)
    return Z, directions, shares


def some_points(rng, n_samples, spreads, scale=1.0):
    """Points with these spreads along known directions (D, D), and the shares of the variance."""
    columns = rng.normal(size=(n_samples, len(spreads)))
    columns, _ = np.linalg.qr(columns - columns.mean(axis=0))
    directions, _ = np.linalg.qr(rng.normal(size=(len(spreads), len(spreads))))
    return scale * columns * spreads @ directions, directions, np.square(spreads) / np.sum(np.square(spreads))


@pytest.mark.task("pca")
@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e6])
def test_subspace_at_any_scale(student, rng, scale):
    """Whatever the scale, subspace, shares and coordinates are right, and the input is unchanged."""
    X, directions, shares = some_points(rng, 15, [9.0, 4.0, 2.0, 1.0, 0.5, 0.1], scale)
    X.setflags(write=False)
    for k in (1, 3, 6):
        Z, found, found_shares = answer_of_pca(student, X, k)
        assert_close(found.T @ found, directions[:k].T @ directions[:k], what="the projection onto the directions")
        assert_close(found_shares, shares[:k], what="the shares")
        assert_close(Z / scale, X @ found.T / scale, what="`Z`, relative to the scale")
    assert_inputs_unchanged(student)


@pytest.mark.task("pca")
def test_subspace_is_that_of_scikit_learn(student):
    """On handwritten digits subspace and shares are those of scikit-learn's PCA, in float32 and strided arrays too."""
    from sklearn.decomposition import PCA

    from learnnn.data import digits

    X = digits()[0][:80].reshape(80, 64)
    expected = PCA(5, svd_solver="full").fit(X.astype(float))
    projection = expected.components_.T @ expected.components_
    for kind in (X, np.asfortranarray(X.astype(float)), np.repeat(X, 2, axis=1)[:, ::2]):
        _, found, shares = answer_of_pca(student, kind, 5)
        assert_close(found.T @ found, projection, what="the projection", rtol=1e-2, atol=1e-3)
        assert_close(shares, expected.explained_variance_ratio_, what="the shares", rtol=1e-3)


@pytest.mark.task("pca")
def test_few_rows_and_flat_data(student, rng):
    """Fewer rows than columns, two rows, one column, whole numbers, and data that vary in one direction only are taken."""
    cases = [(rng.normal(size=(4, 9)), 3), (rng.normal(size=(2, 3)), 1), (rng.normal(size=(5, 1)), 1)]
    cases += [(rng.integers(0, 255, size=(8, 3)).astype(np.uint8), 3)]
    cases += [(np.outer(rng.normal(size=7), [3.0, 4.0, 0.0]) + 1.0, 3), (rng.normal(size=(3, 5)), 3)]
    for X, k in cases:
        Z, directions, shares = answer_of_pca(student, X, k)
        assert_close(Z @ directions + X.mean(axis=0), X.astype(float), what="the data made of `Z` again", atol=1e-6)
        assert_close(float(np.sum(shares)), 1.0, what="the sum of the shares of all directions")


# -- neighbour_accuracy -----------------------------------------------------------------------------------------------


def neighbours(h, y):
    """The share that scikit-learn's nearest neighbours give, each sample asked without itself."""
    from sklearn.neighbors import NearestNeighbors

    nearest = NearestNeighbors(n_neighbors=1).fit(h.astype(float)).kneighbors(return_distance=False)[:, 0]
    return float(np.mean(y[nearest] == y))


@pytest.mark.task("neighbour_accuracy")
def test_share_is_that_of_scikit_learn(student, rng):
    """Samples of any number and width have the neighbours that scikit-learn finds, and two samples have each other."""
    for n_samples, n_units, n_classes in ((2, 1, 1), (2, 3, 2), (30, 1, 2), (50, 4, 3), (40, 20, 5)):
        y = np.resize(np.arange(n_classes), n_samples) * 3
        h = rng.normal(size=(n_samples, n_units)) + 0.3 * y[:, np.newaxis]
        assert_close(student.neighbour_accuracy(h, y), neighbours(h, y), what="the share")
    assert_inputs_unchanged(student)


@pytest.mark.task("neighbour_accuracy")
def test_outputs_of_any_kind(student, rng):
    """Strided, read-only, float32, whole and unsigned numbers, tiny and huge ones, are taken."""
    y = np.resize([0, 1, 2], 30)
    h = rng.uniform(0, 90, size=(60, 8))[::2, ::2] + 40 * y[:, np.newaxis]
    read_only = h.astype(np.float32)
    read_only.setflags(write=False)
    for kind in (h, read_only, 1e6 * h, 1e-6 * h):
        assert_close(student.neighbour_accuracy(kind, y), neighbours(kind, y), what="the share")
    corners = np.array([[0, 0], [3, 3], [250, 0], [250, 9]])
    for dtype in (np.int64, np.uint8):
        share = student.neighbour_accuracy(corners.astype(dtype), np.array([0, 0, 1, 1]))
        assert_close(share, 1.0, what=f"the share, in {np.dtype(dtype).name}")


@pytest.mark.task("neighbour_accuracy")
def test_later_layers_cluster_better(student):
    """In a network that has learned digits under changing light, the share rises from layer to layer."""
    layers, y = _digits_in_changing_light()
    shares = [student.neighbour_accuracy(h, y) for h in layers]

    assert_close(shares, [neighbours(h, y) for h in layers], what="the list of shares")
    require(shares == sorted(shares) and shares[-1] > 2 * shares[0], "The share does not rise from layer to layer.")


def _digits_in_changing_light():
    """Digits with light that falls from anywhere: what a network that was trained on others makes of them."""
    from sklearn.neural_network import MLPClassifier

    from learnnn.data import digits

    images, labels = digits()
    light = np.random.default_rng(0).normal(size=(3, len(images), 1, 1))
    ramp = np.linspace(-1, 1, 8)
    X = (images + light[0] * ramp + light[1] * ramp[:, np.newaxis] + light[2]).reshape(-1, 64)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it would like to train for longer
        network = MLPClassifier(
            (32, 32), alpha=0.3, learning_rate_init=0.005, batch_size=100, max_iter=30, random_state=0
        )
        network.fit(X[:600], labels[:600])
    layers = [X[-120:]]
    for W, b in zip(network.coefs_[:2], network.intercepts_[:2], strict=True):
        layers.append(np.maximum(layers[-1] @ W + b, 0))
    return layers, labels[-120:]


# -- embed ------------------------------------------------------------------------------------------------------------


@pytest.mark.task("embed")
@pytest.mark.parametrize("n_samples", [5, 9])
def test_few_samples_are_embedded(student, rng, n_samples):
    """Five samples have places, too, and so have nine in read-only float32."""
    h = rng.normal(size=(n_samples, 3)).astype(np.float64 if n_samples == 5 else np.float32)
    h.setflags(write=False)
    Z = student.embed(h)

    require(isinstance(Z, np.ndarray) and Z.shape == (n_samples, 2), f"`embed` returned {shape_of(Z)}.")
    require(bool(np.all(np.isfinite(Z))), "Some places are not finite.")
    require(len(np.unique(Z, axis=0)) == n_samples, "Different samples have the same place.")


# -- analogy ----------------------------------------------------------------------------------------------------------


def words(rng, n_pairs, n_units, noise):
    """Pairs of words `a0`, `b0`, ... that differ by the same vector, but for some noise, and words without a relation."""
    relation = rng.normal(size=n_units)
    vectors = {}
    for k in range(n_pairs):
        base = rng.normal(size=n_units)
        vectors[f"a{k}"] = base
        vectors[f"b{k}"] = base + relation + noise * rng.normal(size=n_units)
    return vectors | {f"x{k}": rng.normal(size=n_units) for k in range(n_pairs)}


def specified(vectors, a, b, c):
    """The best answer, by going through all the words."""
    best, best_cosine = None, -2.0
    for word, vector in vectors.items():
        wanted = vectors[b] - vectors[a] + vectors[c]
        cosine = float(vector @ wanted / np.sqrt((vector @ vector) * (wanted @ wanted)))
        if word not in (a, b, c) and cosine > best_cosine:
            best, best_cosine = word, cosine
    return best


@pytest.mark.task("analogy")
def test_any_relation_is_found(student, rng):
    """In fifty dimensions, capitals are found for their countries, whichever pair shows what is meant."""
    vectors = words(rng, 8, 50, 0.1)
    for k, other in zip(range(8), rng.permutation(8), strict=True):
        if k != other:
            assert_equal(student.analogy(vectors, f"a{k}", f"b{k}", f"a{other}"), f"b{other}", what="the answer")
            assert_equal(student.analogy(vectors, f"b{k}", f"a{k}", f"b{other}"), f"a{other}", what="the answer")
    assert_inputs_unchanged(student)


@pytest.mark.task("analogy")
def test_answer_is_the_largest_cosine(student, rng):
    """Where words have no relation, and vectors any length, the answer is still the largest cosine with the vectors as they are."""
    vectors = {word: vector * 10 ** rng.uniform(-1, 1) for word, vector in words(rng, 6, 4, 1.0).items()}
    for _ in range(20):
        question = rng.choice(list(vectors), size=3, replace=False).tolist()
        assert_equal(student.analogy(vectors, *question), specified(vectors, *question), what="the answer")


@pytest.mark.task("analogy")
def test_odd_questions_have_answers(student, rng):
    """Words that are asked twice, a single word that is left, and one that points away, are no problem."""
    vectors = words(rng, 5, 6, 0.5)
    for question in (("a0", "a0", "a1"), ("a0", "b0", "a0"), ("a0", "b0", "b0"), ("x1", "x1", "x1")):
        assert_equal(student.analogy(vectors, *question), specified(vectors, *question), what="the answer")
    few = {"a": [1.0, 0.0], "b": [1.0, 1.0], "c": [2.0, 0.5], "away": [-2.0, -2.0]}
    few = {word: np.array(vector, dtype=np.float32) for word, vector in few.items()}
    assert_equal(student.analogy(few, "a", "b", "c"), "away", what="the answer")


# -- plot_embedding ---------------------------------------------------------------------------------------------------


@pytest.mark.task("plot_embedding")
def test_any_map_is_drawn(student, rng):
    """One class of one sample and ten classes of many are drawn, in a new figure each time, with a number for each class."""
    for y in (np.array([3]), rng.permutation(np.resize(np.arange(10), 60)), np.array([7, 7, 1])):
        Z = rng.normal(size=(len(y), 2)).astype(np.float32)
        handle = student.plot_embedding(Z, y)
        require(type_name(handle) == "Figure", "`plot_embedding` did not return a figure.")
        axes = student.figure(handle)["axes"]
        require(len(axes) == 1, f"The figure has {len(axes)} axes.")
        series = [(one["label"], one["offsets"]) for one in axes[0]["points"]]
        series += [(one["label"], np.column_stack([one["x"], one["y"]])) for one in axes[0]["lines"]]
        series = [(label, points) for label, points in series if label and label.startswith("class ")]
        classes = np.unique(y).tolist()
        assert_equal(sorted({label for label, _ in series}), sorted(f"class {k}" for k in classes), what="the labels")
        for k in classes:
            points = np.vstack([points for label, points in series if label == f"class {k}"])
            expected = Z[y == k].astype(float)
            assert_close(points[np.lexsort(points.T)], expected[np.lexsort(expected.T)], what="a series")
            numbers = [text["at"] for text in axes[0]["texts"] if text["text"].strip() == str(k)]
            require(len(numbers) == 1, f"The number of a class is written {len(numbers)} times.")
            assert_close(
                np.array(numbers[0]), expected.mean(axis=0), what="the place of a number", rtol=1e-4, atol=1e-5
            )
    assert_inputs_unchanged(student)
