"""Statistics to JSON, CSV and tables: for programs, for spreadsheets, for people.

In come counters and what they are about; out goes text in which nobody is named and every rate has its denominator.
"""
