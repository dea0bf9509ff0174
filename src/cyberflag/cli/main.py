"""The ``cyberflag`` command: finds the command asked for and prints errors as one line."""

import sys
from collections.abc import Sequence
from importlib import import_module

import click
from rich.markup import escape

from cyberflag import __version__
from cyberflag.cli.show import console, errors
from cyberflag.core.errors import CyberflagError

COMMANDS = {
    "read": "Read one reply and show its cells and what they seem to say.",
    "confirm": "Walk through what only a person can decide in a round.",
    "figures": "Count a round: totals, per day, by offence, age and force.",
    "publish": "Write a round's figures as a static site.",
    "forces": "List the forces, or find one by its name.",
    "demo": "Read, count and publish the example rounds.",
    "flag": "Decide whether the online flag applies, for a file of records.",
    "explain": "Show one record's decision and the words it rests on.",
    "rules": "Try the flagging rules, show them, or compare two sets.",
    "audit": "Say how often the flag is right, from a sample that people read.",
    "review": "Put the records that people must look at in order.",
    "compliance": "Report how each force uses the flag, for the force itself.",
    "count": "Count records into the table counts.",
    "check": "Check a file of records by every rule, and say what to correct.",
    "example": "Make neutral synthetic records to try everything on.",
}
"""Each command and its one line of help; the module ``cli.<name>`` is loaded when it is run."""


class Commands(click.Group):
    """Loads a command's module only when it is asked for, so that ``--help`` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, or None."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"cyberflag.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Lists the commands without loading any of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="cyberflag")
def commands() -> None:
    """From a folder of police replies to figures you can defend.

    \b
    Example: cyberflag figures examples/round-2015-16
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; exit 1 with one line where something needs a person."""
    try:
        commands.main(arguments, standalone_mode=False)
    except CyberflagError as fault:
        said = escape(f"{fault.place}: {fault.fault}.\n{fault.remedy}")
        errors.print(f"[bold red]Stopped.[/] {said}")
        sys.exit(1)
    except click.Abort:
        errors.print("Stopped by you; what was decided so far is kept.")
        sys.exit(130)
    except click.ClickException as fault:
        fault.show()
        sys.exit(fault.exit_code)
    finally:
        console.file.flush()
