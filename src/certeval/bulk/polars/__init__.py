"""Sheets decided with polars, a batch of rows at a time: CSV and Parquet, wide and long, one file or many.

In: paths and a form of output. Out: a file of rows, their tally, and all there is to say. Cells are read as text,
each distinct group of them goes to the one evaluator, and its answer is looked up for every row.
"""
