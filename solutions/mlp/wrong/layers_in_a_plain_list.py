"""The network has no `linears`: its dense layers do not show up among the parameters, so that no optimizer would train them.

A module looks for parameters in its attributes, but not into ordinary lists. Which kind of list does it know?

required:
    test_layers_are_registered
    test_hidden_layers_are_normalised
    test_parameters_add_up
    test_any_layers_are_registered
    test_numbers_begin_as_pytorch_makes_them
    test_other_impossible_settings_are_refused
    test_forward_by_hand
    test_logits_of_a_deeper_network
    test_normalisation_comes_before_relu
    test_evaluation_is_deterministic
    test_hidden_units_are_dropped_in_training
    test_any_batch_axes
    test_any_network_on_any_device
    test_statistics_are_over_all_samples
    test_dropout_is_drawn_anew
    test_inputs_and_logits_are_never_dropped
    test_wrong_widths_are_refused
    test_batches_of_none_and_one
    test_gradients_reach_all_parameters
"""

import torch.nn as nn


class MLP:
    def __init__(self, sizes, *, dropout=0.0, batch_norm=False):
        super().__init__()
        if len(sizes) < 2 or any(n < 1 for n in sizes):
            raise ValueError("at least two sizes, all at least 1")
        if dropout < 0 or dropout >= 1:
            raise ValueError("dropout must be in [0, 1)")
        self.sizes = sizes
        self.linears = []
        self.norms = nn.ModuleList()
        for i in range(len(sizes) - 1):
            self.linears.append(nn.Linear(sizes[i], sizes[i + 1]))
            if batch_norm and i < len(sizes) - 2:
                self.norms.append(nn.BatchNorm1d(sizes[i + 1]))
        self.dropout = nn.Dropout(dropout)
        self.batch_norm = batch_norm
