"""The name under which what comes through the standard input is read and told of."""

STDIN = "<stdin>"
