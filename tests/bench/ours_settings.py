"""Our production settings; only the addresses and the folder of static files are the bench's."""

import os
from pathlib import Path

from devops_survey.settings import *  # noqa: F403
from devops_survey.settings import TEMPLATES

ROOT_URLCONF = "ours_urls"
STATIC_ROOT = Path(os.environ["BENCH_DIR"]) / "static"
TEMPLATES[0]["DIRS"].append(Path(__file__).parent)
