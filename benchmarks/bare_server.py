"""The measure to compare with, as a server finds it; INSTANCE_PATH names its folder."""

import os
from pathlib import Path

from benchmarks.bare import application

app = application(Path(os.environ["INSTANCE_PATH"]))
