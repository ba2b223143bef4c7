"""Every fall of the loss is an improvement, however small: `min_delta` has no effect.

By how much has a loss to fall before it counts? Look for the place where `update` uses that number.

over: deep_copies, plain_numbers_and_a_table_of_rules
required:
    test_update_by_hand
    test_slow_fall_adds_up
    test_any_course_of_losses_is_followed
    test_tie_with_min_delta_is_no_improvement
    test_weights_are_those_of_the_best_epoch
"""

import copy


class EarlyStopping:
    def update(self, val_loss, weights):
        self.epoch += 1
        if val_loss < self.best_loss:
            self.best_loss = val_loss
            self.best_epoch = self.epoch
            self.weights = copy.deepcopy(weights)
            self.waited = 0
        else:
            self.waited += 1
        return bool(self.waited >= self.patience)
