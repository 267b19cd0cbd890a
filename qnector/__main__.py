"""python -m qnector …"""

import sys

from qnector.cli.main import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
