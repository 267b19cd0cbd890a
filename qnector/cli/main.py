"""The command line: one verb each, failures as one sentence and exit code 2."""

import argparse
import sys
from pathlib import Path
from typing import Any

from qnector.core.errors import QnectorError
from qnector.core.settings import Misconfigured


def main(arguments: list[str]) -> int:
    """Run one command; returns its exit code."""
    given = _parser().parse_args(arguments)
    try:
        return int(given.run(given) or 0)
    except Misconfigured as refusal:
        print(f"\n{refusal}\n", file=sys.stderr)
    except QnectorError as refusal:
        print(f"\n{refusal.sentence}\n", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m qnector", description="Qnector")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    serve = commands.add_parser("serve", help="migrate, then serve")
    serve.add_argument("--build", action="store_true", help="build the front end when needed")
    serve.set_defaults(run=_serve)

    build = commands.add_parser("build", help="build the front end when its sources changed")
    build.add_argument("--force", action="store_true")
    build.set_defaults(run=_build)

    commands.add_parser("migrate", help="bring the database up to date").set_defaults(run=_migrate)

    demo = commands.add_parser("demo", help="load the demo market into an empty database")
    demo.add_argument("--reset", action="store_true", help="throw the demo away and load it anew")
    demo.set_defaults(run=_demo)

    operator = commands.add_parser("create-operator", help="make an operator and print a link")
    operator.add_argument("email")
    operator.set_defaults(run=_create_operator)

    services = commands.add_parser(
        "demo-services", help="pretend every outside service on loopback ports"
    )
    services.add_argument("--port", type=int, default=8801, help="the first of the ports")
    services.set_defaults(run=_demo_services)

    _add_importing(commands)
    _add_rotating(commands)
    _add_bounce(commands)
    commands.add_parser("doctor", help="check configuration and services").set_defaults(run=_doctor)
    return parser


def _add_importing(commands: Any) -> None:
    from qnector.cli.import_products import HELP

    products = commands.add_parser(
        "import-products",
        help="put an .xlsx or .csv of products into a seller's list",
        epilog=HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    products.add_argument("file", type=Path)
    products.add_argument("--seller", required=True, metavar="EMAIL", help="who imports")
    products.add_argument("--dry-run", action="store_true", help="check only, write nothing")
    products.add_argument(
        "--all-or-nothing", action="store_true", help="write nothing while any row is bad"
    )
    products.add_argument("--failed", type=Path, metavar="PATH", help="where bad rows go (.xlsx)")
    products.set_defaults(run=_import_products)

    template = commands.add_parser("product-template", help="write an empty product file (.xlsx)")
    template.add_argument("path", type=Path)
    template.set_defaults(run=_product_template)


def _add_bounce(commands: Any) -> None:
    from qnector.cli.bounce import HELP

    bounce = commands.add_parser(
        "record-bounce",
        help="note a mail that came back (reads it from the standard input)",
        epilog=HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    bounce.set_defaults(run=_record_bounce)


def _add_rotating(commands: Any) -> None:
    from qnector.cli.rotate_keys import HELP

    rotating = commands.add_parser(
        "rotate-keys",
        help="seal everything anew under the newest secret",
        epilog=HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    rotating.set_defaults(run=_rotate_keys)


def _serve(given: argparse.Namespace) -> int:
    from qnector.cli.serve import serve

    return serve(should_build=given.build)


def _build(given: argparse.Namespace) -> int:
    from qnector.cli.build import build

    print("» Built" if build(force=given.force) else "» The front end is up to date")
    return 0


def _migrate(_given: argparse.Namespace) -> int:
    from qnector.cli.migrate import upgrade

    upgrade()
    print("» The database is up to date")
    return 0


def _demo(given: argparse.Namespace) -> int:
    from qnector.cli.demo import load

    return load(should_reset=given.reset)


def _create_operator(given: argparse.Namespace) -> int:
    from qnector.cli.operator import create
    from qnector.core import settings

    config = settings.current()
    address = config.public_url or f"http://{config.host}:{config.port}"
    print(f"Open this once, within 24 hours:\n  {create(given.email, address)}")
    return 0


def _demo_services(given: argparse.Namespace) -> int:
    from qnector.cli.demo_services import run

    return run(given.port)


def _import_products(given: argparse.Namespace) -> int:
    from qnector.cli import import_products

    return import_products.run(
        given.file,
        seller=given.seller,
        is_dry=given.dry_run,
        all_or_nothing=given.all_or_nothing,
        failed=given.failed,
    )


def _product_template(given: argparse.Namespace) -> int:
    from qnector.cli.import_products import write_template

    return write_template(given.path)


def _record_bounce(_given: argparse.Namespace) -> int:
    from qnector.cli.bounce import record

    return record()


def _rotate_keys(_given: argparse.Namespace) -> int:
    from qnector.cli.rotate_keys import rotate

    for name, count in rotate():
        print(f"» Sealed anew: {count} {name}")
    return 0


def _doctor(_given: argparse.Namespace) -> int:
    from qnector.cli.doctor import examine

    return examine()
