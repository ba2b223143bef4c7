"""The best epoch is one too low: the first epoch has the number 0.

Epochs are counted from 1; 0 says that there was no improvement yet.

over: deep_copies, plain_numbers_and_a_table_of_rules
required:
    test_training_stops_when_patience_runs_out
    test_waiting_starts_again
    test_equal_is_no_improvement
    test_update_by_hand
    test_slow_fall_adds_up
    test_nan_is_no_improvement
    test_any_course_of_losses_is_followed
    test_tie_with_min_delta_is_no_improvement
    test_runs_that_begin_badly
    test_two_at_once_do_not_share
"""

import copy


class EarlyStopping:
    def update(self, val_loss, weights):
        self.epoch += 1
        if self.best_loss - val_loss > self.min_delta:
            self.best_loss = val_loss
            self.best_epoch = self.epoch - 1
            self.weights = copy.deepcopy(weights)
            self.waited = 0
        else:
            self.waited += 1
        return bool(self.waited >= self.patience)
