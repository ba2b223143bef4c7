"""A patience of 0 or a negative `min_delta` is accepted without a word.

Settings that make no sense are a mistake of whoever calls. Raise ValueError where they arrive.

over: deep_copies, plain_numbers_and_a_table_of_rules
required:
    test_senseless_settings_are_refused
"""


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best_loss = float("inf")
        self.best_epoch = 0
        self.waited = 0
        self.epoch = 0
        self.weights = None
