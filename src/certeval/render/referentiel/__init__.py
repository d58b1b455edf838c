"""A référentiel in words: pages of its elements, of the certification, of its versions; and as JSON.

In comes a référentiel. Out go lines that hold text and no layout, or values for JSON; `page` prints them.
"""
