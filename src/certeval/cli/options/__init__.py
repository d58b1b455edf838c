"""The options and arguments that commands share, each declared once: spelled the same, meaning the same everywhere.

What people read is translated where it is shown (`command.Command`), so that it is declared whatever the language.
"""

from certeval.cli.options.read import *
from certeval.cli.options.run import *
from certeval.cli.options.shown import *
from certeval.cli.options.written import *
