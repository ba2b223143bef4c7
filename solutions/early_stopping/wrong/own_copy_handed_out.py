"""The weights that are kept change when those that `restore` returned are changed.

Whoever gets the weights will train on with them. What do they have in their hands, a copy or the original?

over: deep_copies
required:
    test_restored_weights_may_be_changed
"""


class EarlyStopping:
    def restore(self):
        if self.weights is None:
            raise RuntimeError("nothing to restore")
        return self.weights
