"""Fills a file with twenty thousand lines that look like headings of a notebook's cells, and fails below them."""

"@TWENTY_THOUSAND_HEADINGS@"


def double(x):
    raise ValueError("below all of them")
