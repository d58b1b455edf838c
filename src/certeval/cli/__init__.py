"""The command line: one module a command.

In come arguments, the environment and the terminal; out go output and an exit status. No logic.
"""
