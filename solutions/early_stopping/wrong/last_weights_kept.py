"""The weights that come back are those of the last epoch, not of the best one.

Weights are worth keeping when their epoch was an improvement, and only then.

over: deep_copies, plain_numbers_and_a_table_of_rules
required:
    test_best_weights_are_restored
    test_best_weights_outlive_training
    test_weights_are_those_of_the_best_epoch
    test_nothing_to_restore
"""

import copy


class EarlyStopping:
    def update(self, val_loss, weights):
        self.epoch += 1
        if self.best_loss - val_loss > self.min_delta:
            self.best_loss = val_loss
            self.best_epoch = self.epoch
            self.waited = 0
        else:
            self.waited += 1
        self.weights = copy.deepcopy(weights)
        return bool(self.waited >= self.patience)
