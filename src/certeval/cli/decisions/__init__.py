"""What `certeval validate` does once its options are read.

In come options and sheets; out go the results, printed or in files, and a status to end with.
"""
