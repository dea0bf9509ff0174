"""``cyberflag forces``: the forces, or the one meant by a name."""

import click
from rich.table import Table

from cyberflag.cli.show import console, print_json
from cyberflag.core.forces import FORCES, Force
from cyberflag.foi.names import named_force


@click.command(name="forces")
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON document, for a machine.")
def command(name: str | None, as_json: bool) -> None:
    """List the forces, or find one by its code, name or alias.

    A name that is not exact is never taken for a neighbour's: the command stops and
    proposes the likeliest.

    \b
    Example: cyberflag forces "Devon & Cornwall"
    """
    found = list(FORCES.values()) if name is None else [named_force(name, place="forces")]
    if as_json:
        print_json([_force_json(force) for force in found])
        return
    table = Table()
    for heading in ("code", "name", "region", "nation", "law", "also written"):
        table.add_column(heading, overflow="fold")
    for force in found:
        table.add_row(
            force.code,
            force.name,
            force.region,
            force.nation,
            force.law,
            "; ".join(force.aliases[:4]),
        )
    console.print(table)


def _force_json(force: Force) -> dict[str, object]:
    return {
        "force_code": force.code,
        "name": force.name,
        "region": force.region,
        "nation": force.nation,
        "law": force.law,
        "aliases": list(force.aliases),
    }
