"""The outputs are probabilities where logits are expected: they lie between 0 and 1.

The loss that takes logits applies the softmax itself. What is the last thing that `forward` does?

over: two_lists_of_modules
required:
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
    test_batches_of_none_and_one
    test_gradients_reach_all_parameters
"""


class MLP:
    def forward(self, x):
        """Logits."""
        if x.shape[-1] != self.sizes[0]:
            raise ValueError("wrong number of inputs")
        batch = x.shape[:-1]
        h = x.reshape(-1, self.sizes[0])
        for i in range(len(self.linears) - 1):
            h = self.linears[i](h)
            if self.batch_norm:
                h = self.norms[i](h)
            h = torch.relu(h)
            h = self.dropout(h)
        h = self.linears[-1](h)
        return torch.softmax(h, dim=-1).reshape(*batch, self.sizes[-1])
