"""With dropout and batch normalisation together, the hidden units in training mode are neither 0 nor all alike.

What is dropped should stay 0 until the next dense layer. What comes after the dropout in a hidden layer?

over: two_lists_of_modules
required:
    test_dropout_is_drawn_anew
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
            h = self.dropout(h)
            if self.batch_norm:
                h = self.norms[i](h)
            h = torch.relu(h)
        h = self.linears[-1](h)
        return h.reshape(*batch, self.sizes[-1])
