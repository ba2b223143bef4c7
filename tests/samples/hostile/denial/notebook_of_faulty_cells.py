"""Has sixteen thousand cells, in a notebook, that do not parse and speak of what is asked for, and one that fails."""
# handed in as: notebook

"@SIXTEEN_THOUSAND_FAULTY_CELLS@"
# %% cell 1
def double(x):
    return what_no_cell_defines
