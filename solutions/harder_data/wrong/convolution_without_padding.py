"""The convolutions make the image smaller, so that the dense layer has fewer inputs.

Without padding a 3 x 3 kernel finds no place on the rim. How large is its answer then?

over: record_by_record
required:
    test_layers_have_their_shapes
    test_any_image_shape_fits
    test_layers_are_in_their_order
permitted:
    test_networks_start_at_random
    test_colour_makes_it_harder
    test_accuracy_is_that_on_the_test_images
    test_same_seed_same_answer
"""

from torch import nn


class Convolution:
    def __init__(self, shape, n_classes):
        super().__init__()
        c, h, w = shape
        self.conv1 = nn.Conv2d(c, 16, 3)
        self.conv2 = nn.Conv2d(16, 32, 3)
        self.dense = nn.Linear(32 * (((h - 2) // 2 - 2) // 2) * (((w - 2) // 2 - 2) // 2), n_classes)
