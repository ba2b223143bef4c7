"""The best loss follows every fall, also one that is too small to be an improvement, so a slow fall never counts.

What is too small to count changes nothing but the waiting. The best loss belongs to the best epoch.

over: deep_copies, plain_numbers_and_a_table_of_rules
required:
    test_update_by_hand
    test_slow_fall_adds_up
    test_any_course_of_losses_is_followed
    test_tie_with_min_delta_is_no_improvement
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
            self.best_loss = min(self.best_loss, val_loss)
        return bool(self.waited >= self.patience)
