"""House rules. A remark made twice in a review becomes a test here."""

import ast
import json
import re

from tests.architecture.sources import PACKAGE, ROOT, calls, functions, modules, name, parsed

MOST_LINES = 300
MOST_FUNCTION_LINES = 40

# Radix Themes pull 82 KB of style sheet into every page; the others run or store raw HTML.
REFUSED_COMPONENTS = re.compile(
    r"\brx\.(box|flex|vstack|hstack|grid|container|section|center|spacer|text|heading|button"
    r"|icon_button|link|input|select|checkbox|switch|slider|radio|text_area|dialog|alert_dialog"
    r"|drawer|accordion|card|badge|callout|table|tabs|tooltip|popover|menu|dropdown_menu|avatar"
    r"|code|code_block|html|upload|moment|markdown|theme|data_editor|plotly|SharedState|Model"
    r"|Cookie|LocalStorage|SessionStorage)\b"
)
REFUSED_RETURNS = re.compile(
    r"\b(rx\.(toast|run_script|call_script|call_function|set_clipboard|console_log|window_alert"
    r"|remove_cookie|clear_local_storage|eval)\b|\.push\()"
)


def test_no_file_is_too_long() -> None:
    long = [
        f"{name(path)}: {count}"
        for path in modules()
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    ]
    assert long == []


def test_no_function_is_too_long() -> None:
    long = [
        f"{name(path)}:{function.lineno} {function.name} ({length})"
        for path in modules()
        for function in functions(path)
        if (length := (function.end_lineno or 0) - function.lineno + 1) > MOST_FUNCTION_LINES
    ]
    assert long == []


def test_only_the_database_module_commits() -> None:
    found = [
        f"{name(path)}:{node.lineno}"
        for path in modules("domain", "screens", "web", "jobs", "api", "outside", "demo")
        for called, node in calls(path)
        if called.endswith((".commit", ".rollback"))
    ]
    assert found == []


def test_no_lock_keeps_others_from_referring_to_a_row() -> None:
    """FOR UPDATE lets nobody insert what refers to the row; FOR NO KEY UPDATE only takes turns.

    The audit log counts on it: its entries refer to people and companies behind the locked head.
    """
    found = [
        f"{name(path)}:{node.lineno}"
        for path in modules()
        for called, node in calls(path)
        if (called.endswith("with_for_update") and "key_share=True" not in ast.unparse(node))
        or any(keyword.arg == "with_for_update" for keyword in node.keywords)
    ]
    assert found == []


def test_only_the_clock_tells_the_time() -> None:
    found = [
        f"{name(path)}:{node.lineno}"
        for path in modules()
        if path.name != "clock.py"
        for called, node in calls(path)
        if re.search(r"(^|\.)(datetime\.(now|utcnow|today)|date\.today|time\.time)$", called)
    ]
    assert found == []


def test_money_is_never_a_float() -> None:
    found = [
        f"{name(path)}:{node.lineno}"
        for path in modules("domain")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Name) and node.id == "float"
    ]
    assert found == []


def test_no_refused_component_is_used() -> None:
    found = [
        f"{name(path)}:{number} {line.strip()}"
        for path in modules("ui", "web", "screens")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if REFUSED_COMPONENTS.search(line)
    ]
    assert found == []


def test_no_handler_returns_a_script() -> None:
    found = [
        f"{name(path)}:{number} {line.strip()}"
        for path in modules("web", "screens")
        if path.name != "page.py"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if REFUSED_RETURNS.search(line)
    ]
    assert found == []


def test_icons_have_static_names() -> None:
    found = [
        f"{name(path)}:{node.lineno}"
        for path in modules("web", "screens")
        for called, node in calls(path)
        if called in {"rx.icon", "ui.icon"}
        and node.args
        and not isinstance(node.args[0], ast.Constant)
    ]
    assert found == []


def test_pages_carry_no_class_names() -> None:
    found = [
        f"{name(path)}:{node.lineno}"
        for path in modules("screens")
        for _, node in calls(path)
        if any(keyword.arg in {"class_name", "style"} for keyword in node.keywords)
    ]
    assert found == []


def test_states_do_not_catch() -> None:
    found = [
        f"{name(path)}:{node.lineno}"
        for path in modules("screens")
        if path.name == "state.py"
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Try)
    ]
    assert found == []


def test_every_state_names_its_screen_in_korean() -> None:
    found = [
        f"{name(path)}: {node.name}"
        for path in modules("screens")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ClassDef)
        and node.name.endswith("State")
        and not re.match(r"[가-힣]", ast.get_docstring(node) or "")
    ]
    assert found == []


def test_public_functions_of_the_ground_are_documented() -> None:
    found = [
        f"{name(path)}:{node.lineno} {node.name}"
        for path in modules("core", "domain")
        for node in parsed(path).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert found == []


def test_nothing_is_left_undone() -> None:
    marks = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b")
    found = [name(path) for path in modules() if marks.search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_the_package_lock_names_no_address() -> None:
    lock = ROOT / "reflex.lock" / "package-lock.json"
    text = lock.read_text(encoding="utf-8")
    assert '"resolved"' not in text
    assert "@radix-ui/themes" not in json.loads(text)["packages"]


def test_the_requirements_name_no_index_and_have_hashes() -> None:
    for path in (ROOT / "requirements.txt", ROOT / "requirements-dev.txt"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"^\s*(-i|--(extra-)?index-url|-f|--find-links)", text, re.MULTILINE)
        pinned = re.findall(r"^[a-z0-9][^\n]*==[^\n]*$", text, re.MULTILINE)
        assert pinned
        assert all(line.rstrip().endswith("\\") for line in pinned), "a pin without hashes"


def test_one_page_function_lives_in_one_module() -> None:
    """Reflex bundles by the module of the page function: two in one would load each other."""
    for path in (PACKAGE / "screens").rglob("page.py"):
        decorated = [
            function
            for function in functions(path)
            for decorator in function.decorator_list
            if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "screen"
        ]
        assert len(decorated) <= 1, name(path)
