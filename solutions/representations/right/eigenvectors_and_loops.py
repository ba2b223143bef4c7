"""Eigenvectors of the products of columns, and a loop over the rows or words."""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.manifold import TSNE


def pca(X, k):
    if k < 1 or k > min(X.shape):
        raise ValueError("k does not fit")
    mean = X.mean(axis=0)
    centred = X - mean
    variances, vectors = np.linalg.eigh(centred.T @ centred)
    order = np.argsort(variances)[::-1]
    directions = vectors[:, order[:k]].T
    shares = variances[order[:k]] / variances.sum()
    return centred @ directions.T, directions, shares


def neighbour_accuracy(h, y):
    h = np.asarray(h, dtype=float)
    right = 0
    for i in range(len(h)):
        distances = np.sqrt(((h - h[i]) ** 2).sum(axis=1))
        distances[i] = np.inf
        right += y[np.argmin(distances)] == y[i]
    return float(right / len(h))


def embed(h):
    perplexity = min(20, len(h) / 2)
    return TSNE(n_components=2, init="random", perplexity=perplexity, random_state=42).fit_transform(h)


def analogy(vectors, a, b, c):
    target = vectors[b] - vectors[a] + vectors[c]
    best, best_score = None, -np.inf
    for word, vector in vectors.items():
        if word in (a, b, c):
            continue
        score = vector @ target / (np.linalg.norm(vector) * np.linalg.norm(target))
        if score > best_score:
            best, best_score = word, score
    return best


def plot_embedding(Z, y):
    fig, ax = plt.subplots()
    for k in sorted(set(y.tolist())):
        members = Z[y == k]
        ax.plot(members[:, 0], members[:, 1], ".", label=f"class {k}")
        ax.annotate(str(k), members.mean(axis=0))
    ax.set_xlabel("dimension 1")
    ax.set_ylabel("dimension 2")
    fig.legend()
    return fig
