"""Find a Chromium for the browser journeys, or install one; else say how."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")


def main() -> int:
    if any(shutil.which(name) for name in NAMES):
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("» Installing Chromium", flush=True)
        quiet = {"stdout": subprocess.DEVNULL}
        subprocess.call(["apt-get", "update", "-qq"], **quiet)
        packages = ["chromium", "fonts-noto-cjk"]
        subprocess.call(["apt-get", "install", "-y", "-qq", *packages], **quiet)
    elif subprocess.call([sys.executable, "-m", "playwright", "install", "chromium"]) == 0:
        return 0
    if any(shutil.which(name) for name in NAMES):
        return 0
    print("The browser journeys need Chromium: apt install chromium", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
