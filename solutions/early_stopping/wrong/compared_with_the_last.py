"""Each loss is compared with the one before it, not with the best one so far.

After 3 and 6, is 5 an improvement? It is lower than the last loss, and higher than the best.

over: deep_copies, plain_numbers_and_a_table_of_rules
required:
    test_training_stops_when_patience_runs_out
    test_waiting_starts_again
    test_update_by_hand
    test_slow_fall_adds_up
    test_nan_is_no_improvement
    test_best_weights_are_restored
    test_best_weights_outlive_training
    test_any_course_of_losses_is_followed
    test_tie_with_min_delta_is_no_improvement
    test_runs_that_begin_badly
    test_weights_are_those_of_the_best_epoch
"""

import copy


class EarlyStopping:
    def update(self, val_loss, weights):
        self.epoch += 1
        if self.best_loss - val_loss > self.min_delta:
            self.best_loss = val_loss
            self.best_epoch = self.epoch
            self.weights = copy.deepcopy(weights)
            self.waited = 0
        else:
            self.waited += 1
            self.best_loss = val_loss
        return bool(self.waited >= self.patience)
