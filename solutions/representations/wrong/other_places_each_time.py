"""The same samples get other places with each call.

Somewhere chance has a part, in where the places begin for instance. Which argument of `TSNE` fixes the random numbers?

required:
    test_same_places_each_time
"""

from sklearn.manifold import TSNE


def embed(h):
    perplexity = min(20, len(h) / 2)
    return TSNE(n_components=2, init="random", perplexity=perplexity).fit_transform(h)
