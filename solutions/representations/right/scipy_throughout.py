"""SciPy does the work: eigenvectors of the covariance, all distances by `cdist`, cosines by `cosine`."""

import matplotlib.pyplot as plt
import numpy as np
from scipy.linalg import eigh
from scipy.spatial.distance import cdist, cosine
from sklearn import manifold


def pca(X, k):
    n_rows, n_columns = X.shape
    if k < 1 or k > n_rows or k > n_columns:
        raise ValueError("there are not that many directions")
    covariance = np.atleast_2d(np.cov(X, rowvar=False))
    variances, vectors = eigh(covariance, subset_by_index=[n_columns - k, n_columns - 1])  # rising
    directions = np.flipud(vectors.T)
    shares = np.maximum(variances[::-1], 0) / np.trace(covariance)
    coordinates = np.einsum("nd,kd->nk", X - np.mean(X, axis=0), directions)
    return coordinates, directions, shares


def neighbour_accuracy(h, y):
    distances = cdist(h, h)
    distances[np.diag_indices_from(distances)] = np.inf
    nearest = np.argsort(distances, axis=1)[:, 0]
    return np.count_nonzero(np.take(y, nearest) == y) / len(y)


def embed(h):
    settings = {"init": "pca", "learning_rate": "auto", "random_state": 7}
    tsne = manifold.TSNE(perplexity=min(12.0, len(h) / 3), **settings)
    tsne.fit(h)
    return tsne.embedding_


def analogy(vectors, a, b, c):
    wanted = vectors[c] + (vectors[b] - vectors[a])
    distance = {word: cosine(vector, wanted) for word, vector in vectors.items()}
    for word in {a, b, c}:
        del distance[word]
    return min(distance, key=distance.get)


def plot_embedding(Z, y):
    figure = plt.figure()
    axes = figure.gca()
    for k, size in enumerate(np.bincount(y)):
        if size == 0:
            continue
        x1, x2 = np.compress(y == k, Z, axis=0).T
        axes.plot(x1, x2, linestyle="none", marker=".", label=f"class {k}")
        axes.text(x1.sum() / size, x2.sum() / size, f"{k}", bbox={"facecolor": "white"})
    axes.set_xlabel("dimension 1")
    axes.set_ylabel("dimension 2")
    figure.legend(loc="outside upper right")
    return figure
