"""An answer against what is expected: the comparison, the relation found where they differ, numerical gradients."""
