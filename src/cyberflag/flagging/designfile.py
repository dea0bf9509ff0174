"""``design.toml``: a sample's design as a person reads it, and as draw and estimate do."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

import tomlkit
from tomlkit import TOMLDocument, table

from cyberflag.core.errors import CyberflagError
from cyberflag.flagging.audit import Stratum
from cyberflag.flagging.sample import Design

REMEDY = "Take the file `cyberflag audit design` wrote, unchanged."


def write_design(design: Design, path: Path, sources: Mapping[str, str]) -> None:
    """Write a design; ``sources`` are the names of its files and their SHA-256."""
    document = TOMLDocument()
    document.add(tomlkit.comment("A stratified sample of decided records, to be coded by hand."))
    document.add("records", tomlkit.item(design.records))
    document.add("superseded", tomlkit.item(design.superseded))
    document.add("size", tomlkit.item(design.size))
    document.add("seed", tomlkit.item(design.seed))
    document.add("confidence", tomlkit.item(design.confidence))
    document.add("sources", tomlkit.item(dict(sources)))
    expected = tomlkit.aot()
    for (split, rate), width in design.widths.items():
        expected.append(tomlkit.item({"of": split, "rate": rate, "half_width": round(width, 5)}))
    document.add("expected", expected)
    strata = tomlkit.aot()
    for stratum in design.strata:
        strata.append(_stratum_table(stratum))
    document.add("stratum", strata)
    write_whole(path, tomlkit.dumps(document).encode())


def _stratum_table(stratum: Stratum) -> tomlkit.items.Table:
    made = table()
    for name in ("id", "decision", "recorded", "group", "records", "sampled", "double"):
        made.add(name, getattr(stratum, name))
    made.add("probability", round(stratum.probability, 9))
    for name in ("by_group", "by_force"):
        inline = tomlkit.inline_table()
        inline.update(dict(getattr(stratum, name)))
        made.add(name, inline)
    return made


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; raises :class:`CyberflagError` where it cannot be."""
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(path)
    except OSError as fault:
        part.unlink(missing_ok=True)
        raise CyberflagError(
            f"cannot be written: {fault.strerror or 'the disk refused'}",
            place=str(path),
            remedy="Make room or choose another place; nothing was left half written.",
        ) from fault


def read_design(path: Path) -> Design:
    """Read a design; raises :class:`CyberflagError` where it is not there or not whole."""
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
        design = Design(
            strata=tuple(
                Stratum(**{k: v for k, v in each.items() if k != "probability"})
                for each in read["stratum"]
            ),
            seed=read["seed"],
            confidence=read["confidence"],
            widths={(e["of"], e["rate"]): e["half_width"] for e in read["expected"]},
            superseded=read["superseded"],
        )
    except OSError as fault:
        raise CyberflagError(
            "there is no design",
            place=str(path),
            remedy="Make one with `cyberflag audit design`.",
        ) from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as fault:
        raise CyberflagError("this is not a design", place=str(path), remedy=REMEDY) from fault
    if (read.get("records"), read.get("size")) != (design.records, design.size):
        raise CyberflagError(
            "its strata do not sum to its records and size", place=str(path), remedy=REMEDY
        )
    return design
