"""A network without hidden layers answers differently in training mode: dropout is at work outside the hidden layers.

Dropout belongs to hidden units. What happens to `x` before the first dense layer?

over: two_lists_of_modules
required:
    test_inputs_and_logits_are_never_dropped
"""


class MLP:
    def forward(self, x):
        """Logits."""
        if x.shape[-1] != self.sizes[0]:
            raise ValueError("wrong number of inputs")
        batch = x.shape[:-1]
        h = self.dropout(x.reshape(-1, self.sizes[0]))
        for i in range(len(self.linears) - 1):
            h = self.linears[i](h)
            if self.batch_norm:
                h = self.norms[i](h)
            h = torch.relu(h)
            h = self.dropout(h)
        h = self.linears[-1](h)
        return h.reshape(*batch, self.sizes[-1])
