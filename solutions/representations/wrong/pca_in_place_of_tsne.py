"""Groups that are well apart in many dimensions lie on top of each other in the plane.

A flat shadow, such as the first two coordinates of a PCA, keeps the largest distances.
`TSNE` bends the space to keep the neighbours.

unnamed: eigenvectors_and_loops
required:
    test_groups_stay_apart
"""


def embed(h):
    return pca(h, 2)[0]
