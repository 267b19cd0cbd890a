"""The import contracts of pyproject.toml hold."""

import ast
import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import PACKAGE, ROOT, modules, name, parsed


def test_imports_only_go_downhill() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    checked = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True)

    assert checked.returncode == 0, checked.stdout
    assert "0 broken" in checked.stdout


def test_only_the_pretended_services_know_the_fakes() -> None:
    """The app asks a service by its address; that one pretends is nothing it could know."""
    allowed = {PACKAGE / "cli" / "demo_services.py", *modules("fakes")}
    found = [
        name(path)
        for path in modules()
        if path not in allowed
        for node in ast.walk(parsed(path))
        if (isinstance(node, ast.Import | ast.ImportFrom) and "qnector.fakes" in ast.unparse(node))
        or (isinstance(node, ast.ImportFrom) and "import fakes" in ast.unparse(node))
    ]
    assert found == []
