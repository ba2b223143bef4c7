"""Has sixteen thousand cells, in a notebook, that each do not parse and speak of what is asked for."""
# handed in as: notebook

@SIXTEEN_THOUSAND_FAULTY_CELLS@

def double(
