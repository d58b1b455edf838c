"""What checks know of wordings: French prose, its typography, how codes are numbered."""
