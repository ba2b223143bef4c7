"""A loss that is NaN counts as an improvement.

Every comparison with NaN is false. If the question is whether the epoch was *no* improvement, then NaN is never one of those.

over: deep_copies, plain_numbers_and_a_table_of_rules
required:
    test_nan_is_no_improvement
    test_nothing_to_restore
    test_any_course_of_losses_is_followed
    test_runs_that_begin_badly
    test_weights_are_those_of_the_best_epoch
"""

import copy


class EarlyStopping:
    def update(self, val_loss, weights):
        self.epoch += 1
        if not val_loss >= self.best_loss - self.min_delta:
            self.best_loss = val_loss
            self.best_epoch = self.epoch
            self.weights = copy.deepcopy(weights)
            self.waited = 0
        else:
            self.waited += 1
        return bool(self.waited >= self.patience)
