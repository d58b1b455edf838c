"""The command line: what commands share, and a folder for each group of them, with one module a command.

In come arguments, the environment and the terminal; out go output and an exit status. No logic.
"""
