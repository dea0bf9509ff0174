"""How often decisions on synthetic records are right, on the families rules were written from."""

import pyarrow as pa
import pytest

from cyberflag.flagging.decide import flag_batch
from cyberflag.flagging.ruleset import standard_ruleset
from cyberflag.records.example import example_records

RECORDS = 20_000


@pytest.fixture(scope="module")
def decided() -> list[tuple[str, bool]]:
    """(decision, whether it was online) of each record."""
    batches, truths = zip(*example_records(RECORDS, 424_242, part="seen"), strict=True)
    truth = pa.Table.from_batches(truths)
    online = dict(zip(truth["record_id"].to_pylist(), truth["online"].to_pylist(), strict=True))
    return [
        (row["decision"], online[row["record_id"]])
        for batch in batches
        for row in flag_batch(batch, standard_ruleset())
        .select(["record_id", "decision"])
        .to_pylist()
    ]


def test_precision_recall_and_share_for_review(decided: list[tuple[str, bool]]) -> None:
    right = sum(decision == "flag" and online for decision, online in decided)
    flagged = sum(decision == "flag" for decision, _ in decided)
    missed = sum(decision == "no flag" and online for decision, online in decided)
    review = sum(decision == "review" for decision, _ in decided)
    assert right / flagged >= 0.985
    assert right / (right + missed) >= 0.97
    assert review / len(decided) <= 0.08
