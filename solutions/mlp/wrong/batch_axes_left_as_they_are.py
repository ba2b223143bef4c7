"""With batch normalisation, samples with several batch axes, or with none, are not taken.

`nn.BatchNorm1d` wants (N, D): with three axes it takes the second for the units. Which shape do your samples have by then?

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
        h = x
        for i in range(len(self.linears) - 1):
            h = self.linears[i](h)
            if self.batch_norm:
                h = self.norms[i](h)
            h = torch.relu(h)
            h = self.dropout(h)
        h = self.linears[-1](h)
        return h
