"""The accuracy is that on the images which the networks were trained with.

Which images has a network seen before? Whether it has learned more than these is to be measured.

required:
    test_accuracy_is_that_on_the_test_images
"""


def compare_networks(train, test, *, n_classes, epochs, batch_size, lr, seed):
    """All three on the same data."""
    result = {}
    for kind in ["one-layer", "two-layer", "convolution"]:
        torch.manual_seed(seed)
        network = build_network(kind, train[0].shape[1:], n_classes)
        train_network(network, train[0], train[1], epochs=epochs, batch_size=batch_size, lr=lr)
        result[kind] = accuracy(network, train[0], train[1])
    return result
