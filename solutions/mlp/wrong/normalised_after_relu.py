"""With batch normalisation the logits are wrong, and without it they are right: it does not work on the sums of the dense layer.

In a hidden layer four things come one after another. Compare their order with the docstring of `forward`.

over: two_lists_of_modules
required:
    test_normalisation_comes_before_relu
    test_any_batch_axes
    test_any_network_on_any_device
    test_statistics_are_over_all_samples
    test_batches_of_none_and_one
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
            h = torch.relu(h)
            if self.batch_norm:
                h = self.norms[i](h)
            h = self.dropout(h)
        h = self.linears[-1](h)
        return h.reshape(*batch, self.sizes[-1])
