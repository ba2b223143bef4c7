"""`restore` returns None where there is nothing to restore, and says nothing about it.

None would fail much later, somewhere else. Raise RuntimeError where it is known what is missing.

over: deep_copies, plain_numbers_and_a_table_of_rules
required:
    test_nothing_to_restore
"""

import copy


class EarlyStopping:
    def restore(self):
        return copy.deepcopy(self.weights)
