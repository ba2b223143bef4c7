"""The weights that come back are not those of the best epoch once training has gone on in the same arrays.

What is kept has to be a copy. A name for the same arrays follows every step that training takes in them.

over: deep_copies, plain_numbers_and_a_table_of_rules
required:
    test_best_weights_outlive_training
    test_weights_are_those_of_the_best_epoch
"""


class EarlyStopping:
    def update(self, val_loss, weights):
        self.epoch += 1
        if self.best_loss - val_loss > self.min_delta:
            self.best_loss = val_loss
            self.best_epoch = self.epoch
            self.weights = weights
            self.waited = 0
        else:
            self.waited += 1
        return bool(self.waited >= self.patience)
