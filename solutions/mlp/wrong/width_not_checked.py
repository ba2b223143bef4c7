"""Samples of another length are not refused with a ValueError.

Six rows of two numbers are not three rows of four, but `reshape(-1, 4)` does not know. What do you know about the last axis of `x`?

over: two_lists_of_modules
required:
    test_wrong_widths_are_refused
"""


class MLP:
    def forward(self, x):
        """Logits."""
        batch = x.shape[:-1]
        h = x.reshape(-1, self.sizes[0])
        for i in range(len(self.linears) - 1):
            h = self.linears[i](h)
            if self.batch_norm:
                h = self.norms[i](h)
            h = torch.relu(h)
            h = self.dropout(h)
        h = self.linears[-1](h)
        return h.reshape(*batch, self.sizes[-1])
