"""The size of the network is blamed. A large network can represent whatever a small one can; that its training loss
grows from step to step is a matter of the steps.

What would you change if you had to keep the network as it is?

required:
    test_explosion_is_explained
"""


def exploding_loss():
    """The letter."""
    return "b"
