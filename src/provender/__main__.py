"""`python -m provender` is `provender`."""

import sys

from provender.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
