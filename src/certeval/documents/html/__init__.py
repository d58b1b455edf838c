"""Pages of one file, which ask nothing of anybody: their shell, colours and charts.

In come a body already escaped, styles, scripts and data; out goes the HTML, as bytes.
"""
