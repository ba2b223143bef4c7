"""A few dozen samples are embedded, five are not: `TSNE` raises an error.

The perplexity says how many neighbours a sample looks at, and nobody has more neighbours than there are samples.
Is yours always below their number?

required:
    test_few_samples_are_embedded
"""

from sklearn.manifold import TSNE


def embed(h):
    perplexity = 20
    return TSNE(n_components=2, init="random", perplexity=perplexity, random_state=42).fit_transform(h)
