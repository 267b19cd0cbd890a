"""Write a CycloneDX list of everything that runs: python scripts/sbom.py > sbom.json.

Made of the two locks alone, requirements.txt and reflex.lock/package-lock.json, without network.
"""

import base64
import json
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def python_packages(text: str) -> list[dict[str, Any]]:
    """Name, version and hashes of every line of a requirements file."""
    found: list[dict[str, Any]] = []
    for line in text.splitlines():
        if pin := _PIN.match(line):
            name, version = pin[1].lower().replace("_", "-"), pin[2]
            found.append(_component(name, version, f"pkg:pypi/{name}@{version}"))
        elif found and (seen := _HASH.search(line)):
            found[-1]["hashes"].append({"alg": "SHA-256", "content": seen[1]})
    return found


def node_packages(text: str) -> list[dict[str, Any]]:
    """Name, version and hash of every package of a package-lock.json."""
    found = []
    for path, one in json.loads(text)["packages"].items():
        if not path or "version" not in one:
            continue
        name = path.rpartition("node_modules/")[2]
        made = _component(name, one["version"], f"pkg:npm/{_quoted(name)}@{one['version']}")
        kind, _, digest = one.get("integrity", "").partition("-")
        if kind == "sha512":
            content = base64.b64decode(digest).hex()
            made["hashes"].append({"alg": "SHA-512", "content": content})
        found.append(made)
    return found


def bill(root: Path = ROOT) -> dict[str, Any]:
    """The whole document."""
    python = python_packages((root / "requirements.txt").read_text(encoding="utf-8"))
    node = node_packages((root / "reflex.lock" / "package-lock.json").read_text(encoding="utf-8"))
    unique = {one["bom-ref"]: one for one in (*python, *node)}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "qnector"}},
        "components": [unique[ref] for ref in sorted(unique)],
    }


def _component(name: str, version: str, ref: str) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": ref,
        "name": name,
        "version": version,
        "purl": ref,
        "hashes": [],
    }


def _quoted(name: str) -> str:
    """A scope's @ is written %40 in a package URL."""
    return name.replace("@", "%40", 1) if name.startswith("@") else name


if __name__ == "__main__":
    json.dump(bill(), sys.stdout, indent=1)
