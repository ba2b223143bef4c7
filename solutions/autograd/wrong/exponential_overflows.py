"""For large numbers the answer is not a number.

`exp(1000)` is infinite, and infinity over infinity is NaN. `torch.sigmoid` knows its way around this.

over: scaled_batch_by_batch, running_means_and_sgd
required:
    test_large_numbers_do_not_overflow
"""


class Swish:
    @staticmethod
    def forward(ctx, x):
        s = torch.exp(x) / (1 + torch.exp(x))
        ctx.save_for_backward(x, s)
        return x * s
