"""Make .venv and install the pinned requirements. Needs only Python itself, of any version.

Each refusal says what is wrong and what to do, because this is the first thing anybody runs.
"""

import hashlib
import os
import shutil
import subprocess
import sys

OLDEST, NEWEST = (3, 11), (3, 13)
NAMES = ("python3.13", "python3.12", "python3.11")
LEAST_FREE = 1_500_000_000  # bytes: packages, Node, the built front end

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
STAMP = os.path.join(VENV, "installed")


def main():
    wanted = "requirements-dev.txt" if "--dev" in sys.argv else "requirements.txt"
    if is_installed(wanted):
        return
    interpreter = find_python()
    need_space()
    if not works(PYTHON):
        make_venv(interpreter)
    install(wanted)
    with open(STAMP, "w") as stamp:
        stamp.write(fingerprint("requirements.txt") + "\n")
        if wanted == "requirements-dev.txt":
            stamp.write(fingerprint(wanted) + "\n")


def is_installed(wanted):
    if not os.path.exists(STAMP) or not works(PYTHON):
        return False
    with open(STAMP) as stamp:
        return fingerprint(wanted) in stamp.read().split()


def fingerprint(name):
    with open(os.path.join(ROOT, name), "rb") as file:
        return name + ":" + hashlib.sha256(file.read()).hexdigest()


def find_python():
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return sys.executable
    for name in NAMES:
        path = shutil.which(name)
        if path and works(path):
            return path
    stop(
        "Qnector needs Python 3.11, 3.12 or 3.13, but this is Python %d.%d.\n"
        "Install one of them, or name it: make run PYTHON=/path/to/python3.12"
        % sys.version_info[:2]
    )


def works(path):
    check = "import sys; sys.exit(not (%r <= sys.version_info[:2] <= %r))" % (OLDEST, NEWEST)
    try:
        return subprocess.call([path, "-c", check], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def need_space():
    free = shutil.disk_usage(ROOT).free
    if free < LEAST_FREE:
        stop(
            "Not enough disk space: %.1f GB are free, %.1f GB are needed in %s."
            % (free / 1e9, LEAST_FREE / 1e9, ROOT)
        )


def make_venv(interpreter):
    say("Making .venv with %s" % interpreter)
    shutil.rmtree(VENV, ignore_errors=True)
    if subprocess.call([interpreter, "-m", "venv", VENV]) != 0:
        stop(
            "The virtual environment could not be made.\n"
            "On Debian or Ubuntu: apt install python3-venv"
        )


def install(wanted):
    say("Installing %s (about a minute the first time)" % wanted)
    command = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    # The file names every package there is to install; were pip to look for itself, a release
    # newer than the pinned one would stop it, since no hash is known for that.
    command += ["--no-deps", "--require-hashes", "-r", os.path.join(ROOT, wanted)]
    if subprocess.call(command) != 0:
        stop(
            "The packages could not be installed (see above). Is the package index reachable?\n"
            "Behind a proxy or with a mirror of your own set PIP_INDEX_URL or HTTPS_PROXY, then"
            " run the same command again."
        )


def say(text):
    print("» " + text, flush=True)


def stop(text):
    sys.stderr.write("\n" + text + "\n")
    sys.exit(2)


if __name__ == "__main__":
    main()
