"""`restore` returns None where there is nothing to restore, and says nothing about it.

None would fail much later, somewhere else. Raise RuntimeError where it is known what is missing.

over: deep_copies
required:
    test_nothing_to_restore
"""

import copy


class EarlyStopping:
    def restore(self):
        return copy.deepcopy(self.weights)
