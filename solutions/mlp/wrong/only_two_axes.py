"""The logits of all samples stand in one column of rows, whatever batch axes the samples came with.

What the layers need is one batch axis. What the caller gets back has the axes that `x` had.

over: two_lists_of_modules
required:
    test_any_batch_axes
    test_statistics_are_over_all_samples
    test_batches_of_none_and_one
"""


class MLP:
    def forward(self, x):
        """Logits."""
        if x.shape[-1] != self.sizes[0]:
            raise ValueError("wrong number of inputs")
        h = x.reshape(-1, self.sizes[0])
        for i in range(len(self.linears) - 1):
            h = self.linears[i](h)
            if self.batch_norm:
                h = self.norms[i](h)
            h = torch.relu(h)
            h = self.dropout(h)
        h = self.linears[-1](h)
        return h
