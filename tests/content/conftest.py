"""The corpus of formulas is the reporting's; files with questionnaires hold the same texts."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "reporting"))
