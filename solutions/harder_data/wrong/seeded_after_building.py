"""The same arguments give another answer each time.

The random weights are drawn when a network is built. When is the seed set?

unnamed: records_and_one_hot
required:
    test_same_seed_same_answer
"""


def compare_networks(train, test, *, n_classes, epochs, batch_size, lr, seed):
    """All three on the same data."""
    result = {}
    for kind in ["one-layer", "two-layer", "convolution"]:
        network = build_network(kind, train[0].shape[1:], n_classes)
        torch.manual_seed(seed)
        train_network(network, train[0], train[1], epochs=epochs, batch_size=batch_size, lr=lr)
        result[kind] = accuracy(network, test[0], test[1])
    return result
