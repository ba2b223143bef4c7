"""The entries of a random direction are not normally distributed.

`rand` and `randn` differ by a letter. Which of them can be negative, and which can be larger than 2?

required:
    test_entries_are_normal
"""


def random_direction(model, generator):
    direction = {}
    for name, weights in model.named_parameters():
        direction[name] = 2 * torch.rand(weights.shape, generator=generator, dtype=weights.dtype) - 1
    return filter_normalized(model, direction)
