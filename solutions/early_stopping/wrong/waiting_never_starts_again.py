"""The waiting goes on where it left off after an improvement, so it counts all epochs that were none.

Patience is about epochs in a row. What has to happen to the count when the loss reaches a new best?

over: deep_copies, plain_numbers_and_a_table_of_rules
required:
    test_waiting_starts_again
    test_update_by_hand
    test_slow_fall_adds_up
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
            self.best_epoch = self.epoch
            self.weights = copy.deepcopy(weights)
        else:
            self.waited += 1
        return bool(self.waited >= self.patience)
