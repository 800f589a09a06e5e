"""`python -m mo_network.cli`, where the script `mo-network` is not on the path."""

from __future__ import annotations

import sys

from mo_network.cli import main

sys.exit(main())
