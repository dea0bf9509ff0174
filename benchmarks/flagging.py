"""How fast whole decisions are made, against a tokeniser, ``re``, and reading the bytes alone.

Run ``python benchmarks/flagging.py``: 200,000 synthetic summaries, about a minute. ``--records``
takes another number (the bars are meant for 2,000,000); ``--full`` decides a file of 20,000,000
and reports memory. The texts are all different: each ends in a reference of its own. Peers use
the ruleset's own vocabulary and a modifier step of the same manner; they run on a sample, and
every figure is per record. Ends with 1 where a bar is missed.
"""

import argparse
import multiprocessing
import os
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import spacy
from rich.console import Console
from rich.table import Table
from spacy.language import Language
from spacy.matcher import PhraseMatcher

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cyberflag.cli.flag import PART_ROWS, row_group_parts
from cyberflag.flagging.compiled import automata, listed_terms
from cyberflag.flagging.decide import flag_batch
from cyberflag.flagging.model import Modifier, Ruleset
from cyberflag.flagging.ruleset import standard_ruleset
from cyberflag.flagging.run import Run, flag_parts
from cyberflag.flagging.scan import text_bytes
from cyberflag.records.example import example_records

DEFAULT, FULL, DRAWN = 200_000, 20_000_000, 200_000
BATCH = 65_536
TIMES = 5
SPACY_SAMPLE, RE_SAMPLE = 4_000, 400
MEGABYTE, MOST_MEMORY = 1024, 1_500
BARS = {"spaCy": 10.0, "re": 100.0, "floor": 25.0, "cores": 1.7}

console = Console()


def drawn_records(count: int) -> Iterator[pa.RecordBatch]:
    """``count`` records whose summaries all differ; beyond the first 200,000 by a number only."""
    drawn = pa.Table.from_batches(
        [records for records, _ in example_records(min(count, DRAWN), 1, part="seen")]
    )
    place = drawn.schema.get_field_index("summary")
    for start in range(0, count, drawn.num_rows):
        rows = drawn.slice(0, min(drawn.num_rows, count - start))
        numbers = pa.array(np.arange(start, start + rows.num_rows)).cast(pa.string())
        told = pc.binary_join_element_wise(rows["summary"], numbers, " Ref ")
        yield from rows.set_column(place, "summary", told).combine_chunks().to_batches(BATCH)


def best(
    work: Callable[[], object], times: int = TIMES, clock: Callable[[], float] = time.process_time
) -> float:
    """Seconds of the fastest of several runs: of this process, whatever else the machine does."""
    took = []
    for _ in range(times):
        start = clock()
        work()
        took.append(clock() - start)
    return min(took)


def read_bytes(batches: Sequence[pa.RecordBatch]) -> int:
    """The floor: every byte of the summaries is read and added up."""
    return sum(int(text_bytes(batch.column("summary"))[0].sum()) for batch in batches)


def decide(batches: Sequence[pa.RecordBatch], ruleset: Ruleset) -> None:
    """Whole decisions with evidence."""
    for batch in batches:
        flag_batch(batch, ruleset)


Spans = list[tuple[int, int, int]]
"""(entry, first, last) of hits, by words or characters."""


class Peer:
    """The modifier step both peers share: triggers govern what is near in the sentence."""

    def __init__(self, ruleset: Ruleset) -> None:
        concepts = len(ruleset.concepts)
        self.terms = [(" ".join(term), entry) for term, entry, _ in listed_terms(ruleset)]
        known = [concept.id for concept in ruleset.concepts]
        self.evidential = {known.index(name) for name in ruleset.evidential}
        self.modifiers: dict[int, Modifier] = dict(enumerate(ruleset.modifiers, start=concepts))

    def decide(self, hits: Spans, unit: int) -> bool:
        """Whether a mention of one sentence stands; ``unit`` is the length of a word."""
        for entry, first, last in hits:
            if entry in self.evidential and not any(
                other in self.modifiers
                and (
                    0 <= first - until <= self.modifiers[other].after * unit
                    or 0 <= since - last <= self.modifiers[other].before * unit
                )
                for other, since, until in hits
            ):
                return True
        return False


class SpacyPeer(Peer):
    """spaCy: blank English, sentences by punctuation, PhraseMatcher on lower case."""

    def __init__(self, ruleset: Ruleset) -> None:
        super().__init__(ruleset)
        self.nlp: Language = spacy.blank("en")
        self.nlp.add_pipe("sentencizer")
        self.matcher = PhraseMatcher(self.nlp.vocab, attr="LOWER")
        for entry in {entry for _, entry in self.terms}:
            words = [self.nlp.make_doc(term) for term, at in self.terms if at == entry]
            self.matcher.add(str(entry), words)

    def __call__(self, texts: Sequence[str]) -> int:
        """How many texts are flagged."""
        strings = self.nlp.vocab.strings
        flagged = 0
        for doc in self.nlp.pipe(texts):
            by_sentence: dict[int, Spans] = {}
            for name, first, last in self.matcher(doc):
                sentence = doc[first].sent.start
                by_sentence.setdefault(sentence, []).append((int(strings[name]), first, last))
            flagged += any(self.decide(hits, 1) for hits in by_sentence.values())
        return flagged


class RePeer(Peer):
    """``re``: one alternation of every term, sentence by sentence."""

    def __init__(self, ruleset: Ruleset) -> None:
        super().__init__(ruleset)
        self.entry = dict(self.terms)
        longest_first = sorted(self.entry, key=len, reverse=True)
        pattern = "|".join(re.escape(term).replace(r"\ ", r"\W+") for term in longest_first)
        self.pattern = re.compile(rf"\b(?:{pattern})\b")
        self.sentence = re.compile(r"[.!?;\n]+")

    def __call__(self, texts: Sequence[str]) -> int:
        """How many texts are flagged."""
        return sum(
            any(self.decide(self.hits(part), 6) for part in self.sentence.split(text.lower()))
            for text in texts
        )

    def hits(self, sentence: str) -> Spans:
        """The terms of a sentence."""
        return [
            (self.entry.get(" ".join(re.findall(r"\w+", found[0])), -1), found.start(), found.end())
            for found in self.pattern.finditer(sentence)
        ]


def _load(path: Path) -> None:
    automata(standard_ruleset())
    pq.read_metadata(path)


def _decide_group(path: Path, group: int) -> int:
    table = pq.ParquetFile(path).read_row_group(group)
    return sum(flag_batch(batch, standard_ruleset()).num_rows for batch in table.to_batches())


def spread_over(path: Path, workers: int) -> float:
    """Seconds for every row group of the file, read and decided by processes that are warm."""
    groups = pq.read_metadata(path).num_row_groups
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(
        workers, mp_context=context, initializer=_load, initargs=(path,)
    ) as pool:
        list(pool.map(partial(_decide_group, path), range(min(groups, 2 * workers))))
        return best(
            lambda: list(pool.map(partial(_decide_group, path), range(groups))),
            3,
            time.perf_counter,
        )


def written(batches: Sequence[pa.RecordBatch] | Iterator[pa.RecordBatch], path: Path) -> int:
    """How many records were written, in row groups of a batch each at most."""
    count = 0
    writer: pq.ParquetWriter | None = None
    for batch in batches:
        writer = writer or pq.ParquetWriter(path, batch.schema)
        writer.write_batch(batch)
        count += batch.num_rows
    if writer is not None:
        writer.close()
    return count


def compare(count: int, folder: Path) -> bool:
    """Prints each way's speed and its ratio to ours; true where every bar is met."""
    ruleset = standard_ruleset()
    batches = list(drawn_records(count))
    texts = [text for text in batches[0].column("summary").to_pylist() if text]
    decide(batches[:1], ruleset)
    floor = best(lambda: read_bytes(batches)) / count
    ours = best(lambda: decide(batches, ruleset)) / count
    spacy_peer, re_peer = SpacyPeer(ruleset), RePeer(ruleset)
    with_spacy = best(lambda: spacy_peer(texts[:SPACY_SAMPLE]), 3) / SPACY_SAMPLE
    with_re = best(lambda: re_peer(texts[:RE_SAMPLE]), 2) / RE_SAMPLE
    path = folder / "records.parquet"
    small = [part for batch in batches for part in _cut(batch, 16_384)]
    written(small, path)
    one, two = spread_over(path, 1), spread_over(path, 2)
    size = sum(batch.column("summary").nbytes for batch in batches) / count
    rows = [
        ("reading the bytes", floor, "floor", ours / floor, ours / floor <= BARS["floor"]),
        ("cyberflag, one core", ours, "", 1.0, True),
        ("spaCy with modifiers", with_spacy, "spaCy", with_spacy / ours, with_spacy / ours >= 10),
        ("re with modifiers", with_re, "re", with_re / ours, with_re / ours >= BARS["re"]),
        ("file, one process", one / count, "", 1.0, True),
        ("file, two processes", two / count, "cores", one / two, one / two >= BARS["cores"]),
    ]
    table = Table(title=f"{count:,} summaries of {size:.0f} bytes", title_justify="left")
    for heading in ("way", "ns a record", "records/s", "ratio", "bar", ""):
        table.add_column(heading, justify="left" if heading in ("way", "") else "right")
    for way, seconds, bar, ratio, met in rows:
        wanted = f"{BARS[bar]:g}" if bar else ""
        verdict = ("pass" if met else "[red]FAIL[/]") if bar else ""
        table.add_row(
            way, f"{seconds * 1e9:,.0f}", f"{1 / seconds:,.0f}", f"{ratio:.1f}", wanted, verdict
        )
    console.print(table)
    return all(met for *_, met in rows)


def _cut(batch: pa.RecordBatch, rows: int) -> Iterator[pa.RecordBatch]:
    for start in range(0, batch.num_rows, rows):
        yield batch.slice(start, rows)


def write_drawn(count: int, path: Path) -> int:
    """Drawn records into a file; in a process of its own, whose memory is not ours."""
    return written(drawn_records(count), path)


def decide_whole_file(count: int, folder: Path) -> bool:
    """The whole command's work on a file, and the memory of all its processes."""
    path, output = folder / "records.parquet", folder / "decisions.parquet"
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        pool.submit(write_drawn, count, path).result()
    run = Run(output=output, records_sha256="", part_rows=PART_ROWS, ruleset=standard_ruleset())
    workers = os.cpu_count() or 1
    start = time.perf_counter()
    total = flag_parts(run, row_group_parts(path), workers=workers)
    took = time.perf_counter() - start
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MEGABYTE
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE
    memory = own + workers * child
    console.print(
        f"{total.records:,} of {count:,} records decided and written in {took:,.0f} s "
        f"({total.records / took:,.0f} a second, {workers} processes); "
        f"memory at most {memory:,.0f} MB ({own:,.0f} and {workers} times {child:,.0f})",
        soft_wrap=True,
    )
    return total.records == count and memory < MOST_MEMORY


def main() -> None:
    """Compare, or decide a whole file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=DEFAULT)
    parser.add_argument("--full", action="store_true", help="a file of 20,000,000 records")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = partial(decide_whole_file, FULL) if asked.full else partial(compare, asked.records)
        if not work(Path(folder)):
            sys.exit(1)


if __name__ == "__main__":
    main()
