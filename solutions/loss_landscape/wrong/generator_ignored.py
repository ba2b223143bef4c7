"""The random numbers do not come from the generator: two in the same state give different directions.

`torch.randn` draws from a generator of its own unless it is told otherwise.

required:
    test_all_randomness_comes_from_the_generator
"""


def random_direction(model, generator):
    direction = {}
    for name, weights in model.named_parameters():
        direction[name] = torch.randn(weights.shape, dtype=weights.dtype)
    return filter_normalized(model, direction)
