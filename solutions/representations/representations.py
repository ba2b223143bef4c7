"""Representations: find their main directions, ask who is next to whom, draw them flat, and compute with words."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure
from sklearn.manifold import TSNE


def pca(X: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The `k` directions in which the rows of `X` vary most: the triple `(Z, directions, shares)`.

    `X` (N, D) are finite numbers, N at least 2 and D at least 1; its rows are not all the same. The rows need not have
    the mean 0.

    directions (k, D)  unit vectors, at right angles to each other: of all vectors the first has the largest variance of
                       X along it, the second the largest of those at right angles to the first, and so on. The sign of
                       each is up to you
    Z (N, k)           the coordinates of the rows along the directions, measured from the mean row
    shares (k,)        the variance along each direction as a share of the total variance (that of all D columns
                       together): 0 to 1, falling

    Raises ValueError if `k` is below 1 or above the smaller of N and D.
    """
    if not 1 <= k <= min(X.shape):
        raise ValueError(f"k is 1 to {min(X.shape)} for an array of shape {X.shape}, got {k}")
    centred = X - X.mean(axis=0)
    _, spreads, directions = np.linalg.svd(centred, full_matrices=False)  # (min(N, D),), (min(N, D), D)
    return centred @ directions[:k].T, directions[:k], spreads[:k] ** 2 / np.sum(spreads**2)


def neighbour_accuracy(h: np.ndarray, y: np.ndarray) -> float:
    """The share of samples whose nearest other sample is of their own class, 0 to 1.

    `h` (N, H) are the outputs of a layer for N samples, finite numbers of any dtype, N at least 2; `y` (N,) are the
    classes, integers. The distance is the straight (Euclidean) one. A sample is not its own neighbour, but an equal
    sample in another row is one, at distance 0. Where several are equally near, any of them counts.
    """
    h = h.astype(float)  # differences of unsigned integers would wrap around
    squares = ((h[:, np.newaxis] - h) ** 2).sum(axis=2)  # (N, N)
    np.fill_diagonal(squares, np.inf)
    return float(np.mean(y[squares.argmin(axis=1)] == y))


def embed(h: np.ndarray) -> np.ndarray:
    """Places (N, 2) in the plane that keep neighbours together, found by scikit-learn's `TSNE`.

    `h` (N, H) are finite numbers, N at least 5 and H at least 2; its rows are not all the same. The places are finite
    floats, and the same `h` gives the same places each time. `TSNE` demands a perplexity below N; which one it is, is
    up to you. Well separated groups of ten samples or more in `h` are separated in the plane, too.
    """
    perplexity = min(30, (len(h) - 1) / 3)
    return TSNE(n_components=2, perplexity=perplexity, random_state=0).fit_transform(h)


def analogy(vectors: dict[str, np.ndarray], a: str, b: str, c: str) -> str:
    """The word that is to `c` as `b` is to `a`: for "man", "king" and "woman" that should be "queen".

    `vectors` has a vector (D,) of finite floats for each word, and at least one word besides `a`, `b` and `c`, which
    may be equal to each other. The answer is the word whose vector has the largest cosine with (vector of `b`) -
    (vector of `a`) + (vector of `c`), computed from the vectors as they are. Neither this sum nor any vector is all
    zeros. The words `a`, `b` and `c` themselves are not answers.

    Raises KeyError if one of the three is not in `vectors`.
    """
    wanted = vectors[b] - vectors[a] + vectors[c]
    others = [word for word in vectors if word not in {a, b, c}]
    V = np.array([vectors[word] for word in others])  # (number of others, D)
    return others[np.argmax(V @ wanted / np.linalg.norm(V, axis=1))]  # the length of `wanted` is the same for all


def plot_embedding(Z: np.ndarray, y: np.ndarray) -> Figure:
    """Show the places `Z` (N, 2) by class, in a new figure with one axes.

    `y` (N,) are the classes, integers from 0 on, N at least 1. The points of class k are a series of their own with the
    label `class k`, and the number k itself is written, as a text, at the mean of these points. Classes that do not
    occur have neither. A legend shows the labels. The axes are labelled `dimension 1` and `dimension 2`. Anything else
    is up to you. Returns the figure.
    """
    fig, ax = plt.subplots(layout="constrained")
    for k in np.unique(y):
        ax.scatter(*Z[y == k].T, s=15, label=f"class {k}")
        ax.text(*Z[y == k].mean(axis=0), str(k), fontsize="x-large", weight="bold", ha="center", va="center")
    ax.set(xlabel="dimension 1", ylabel="dimension 2", aspect="equal")
    ax.legend()
    return fig
