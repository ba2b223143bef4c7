"""The explosion is taken for overfitting. A network that learns its examples by heart has a *low* training loss, and
this is a training loss.

Which of the options explains that the steps make things worse, and each more than the one before?

required:
    test_explosion_is_explained
"""


def exploding_loss():
    """The letter."""
    return "a"
