"""The order of review: kept as numbers, judged by hand-worked examples, and useful on held-out records."""

import json
import math
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from sklearn.calibration import (  # type: ignore[import-untyped]  # scikit-learn ships no types
    CalibratedClassifierCV,
)

from cyberflag.cli.main import commands
from cyberflag.core.errors import CyberflagError
from cyberflag.flagging import learn
from cyberflag.flagging.decide import flag_batch
from cyberflag.flagging.review import (
    FOUND,
    ReviewModel,
    calibration_error,
    in_order,
    judge,
    load_model,
    middle_and_ends,
    reliability,
    save_model,
)
from cyberflag.flagging.ruleset import standard_ruleset
from cyberflag.records.example import example_records


def ran(*arguments: object) -> str:
    result = CliRunner().invoke(commands, ["review", *map(str, arguments)])
    if result.exception:
        raise result.exception
    return result.output


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Records, decisions about them, and what reviewers found of half of the queue and of some no flags."""
    made = tmp_path_factory.mktemp("review")
    pairs = list(example_records(60_000, 6, part="seen"))
    records = pa.Table.from_batches([batch for batch, _ in pairs])
    ruleset = standard_ruleset()
    decisions = pa.Table.from_batches([flag_batch(batch, ruleset) for batch, _ in pairs])
    pq.write_table(records, made / "records.parquet")
    pq.write_table(decisions, made / "decisions.parquet")
    truth = {row["record_id"]: row["online"] for _, one in pairs for row in one.to_pylist()}
    first = [row for row in decisions.to_pylist() if row["version"] == 1]
    queue = [row["record_id"] for row in first if row["decision"] == "review"]
    others = [row["record_id"] for row in first if row["decision"] == "no flag"][:300]
    reviewed = [*queue[: len(queue) * 3 // 4], *others]
    words = ["yes" if truth[one] else "no" for one in reviewed]
    pa_csv.write_csv(pa.table({"record_id": reviewed, "online": words}), made / "reviewed.csv")
    ran("train", made / "records.parquet", made / "reviewed.csv", "-o", made / "model.npz",
        "--repeats", 2)  # fmt: skip
    return made


@pytest.fixture(scope="module")
def reviewed(
    folder: Path,
) -> tuple[pa.Table, np.ndarray[Any, np.dtype[np.bool_]]]:  # Any: numpy's shape
    records = pq.read_table(folder / "records.parquet")
    found = pa_csv.read_csv(folder / "reviewed.csv")
    said = dict(zip(*(found[name].to_pylist() for name in ("record_id", "online")), strict=True))
    first = [
        place
        for place, (one, version) in enumerate(
            zip(records["record_id"].to_pylist(), records["version"].to_pylist(), strict=True)
        )
        if one in said and version == 1
    ]
    table = records.take(first)
    return table, np.array([said[one] == "yes" for one in table["record_id"].to_pylist()])


# --- kept as numbers --------------------------------------------------------------------


@pytest.mark.parametrize("fewest_isotonic", [10, 10**9])
def test_the_kept_model_says_what_scikit_learn_says(
    reviewed: tuple[pa.Table, Any],  # Any: numpy's array
    fewest_isotonic: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = []

    class Remembered(CalibratedClassifierCV):  # type: ignore[misc]  # scikit-learn ships no types
        def fit(self, *arguments: Any) -> Any:  # Any: see above
            made.append(self)
            return super().fit(*arguments)

    monkeypatch.setattr(learn, "CalibratedClassifierCV", Remembered)
    monkeypatch.setattr(learn, "FEWEST_ISOTONIC", fewest_isotonic)
    table, online = reviewed
    save_model(learn.train(table, online, seed=1), tmp_path / "model.npz")
    kept = load_model(tmp_path / "model.npz")
    assert kept.isotonic is (fewest_isotonic == 10)
    assert (kept.reviewed, kept.online) == (len(online), online.sum())
    ours = kept.probability(learn.score(kept, table))
    theirs = made[0].predict_proba(learn._features(table))[:, 1]
    np.testing.assert_allclose(ours, theirs, atol=1e-6)
    assert [path.name for path in tmp_path.iterdir()] == ["model.npz"]


def test_the_same_reviews_make_the_same_model(
    reviewed: tuple[pa.Table, Any],  # Any: numpy's array
) -> None:
    one, two = (learn.train(*reviewed, seed=3) for _ in range(2))
    np.testing.assert_array_equal(one.coefficients, two.coefficients)
    np.testing.assert_array_equal(one.curve, two.curve)


class Harm:
    """What an unpickler would run."""

    def __reduce__(self) -> Any:  # Any: as pickle asks
        return (sys.exit, (3,))


def test_a_model_with_a_pickle_in_it_is_refused_and_not_run(tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    for arrays in (
        {"said": np.array([Harm()], dtype=object)},
        {"said": np.frombuffer(b"{}", np.uint8), "coefficients": np.array([Harm()], dtype=object)},
    ):
        np.savez(path, **arrays)  # type: ignore[arg-type]  # arrays by name
        with pytest.raises(CyberflagError, match="not a model that cyberflag saved"):
            load_model(path)


def test_what_is_no_model_or_another_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    with pytest.raises(CyberflagError, match="not a model"):
        load_model(path)
    path.write_bytes(b"PK\x03\x04 cut short")
    with pytest.raises(CyberflagError, match="not a model"):
        load_model(path)
    model = ReviewModel(
        coefficients=np.zeros(3),
        intercept=0.0,
        isotonic=False,
        curve=np.array([-1.0, 0.0]),
        reviewed=2,
        online=1,
    )
    save_model(model, path)
    with np.load(path) as arrays:
        kept = dict(arrays)
    said = json.loads(kept["said"].tobytes()) | {"features": "others"}
    kept["said"] = np.frombuffer(json.dumps(said).encode(), np.uint8)
    np.savez(path, **kept)
    with pytest.raises(CyberflagError, match="another version"):
        load_model(path)
    with pytest.raises(CyberflagError, match="cannot be written"):
        save_model(model, tmp_path / "nowhere" / "model.npz")


# --- judged by hand ---------------------------------------------------------------------


def test_reviews_are_counted_to_the_last_that_is_needed() -> None:
    online = np.array([True, False, True, False, False, True, False, False, True, True])
    scores = np.arange(10, 0, -1).astype(float)
    said = np.full(10, 0.5)
    held = judge(scores, said, online, np.random.default_rng(1))
    # Of five online, 80% are four: the ninth place; 90% and 95% are all five: the tenth.
    assert held.reviews == (0.9, 1.0, 1.0)
    assert held.reviews_at_random == pytest.approx((4 * 11 / 60, 5 * 11 / 60, 5 * 11 / 60))
    assert held.saved[0] == pytest.approx(1 - 0.9 / (44 / 60))
    assert (held.brier, held.brier_of_share) == (0.25, 0.25)
    assert (held.records, held.online) == (10, 5)


def test_random_order_needs_what_is_said_of_it() -> None:
    rng = np.random.default_rng(2)
    online = rng.random(60) < 0.3
    said = np.full(60, 0.3)
    shown = [judge(rng.random(60), said, online, rng) for _ in range(400)]
    for place in range(len(FOUND)):
        mean = np.mean([held.reviews[place] for held in shown])
        assert mean == pytest.approx(shown[0].reviews_at_random[place], abs=0.015)


def test_calibration_error_is_the_distance_in_bins_by_their_size() -> None:
    said = np.repeat([0.1, 0.7], 50)
    online = np.concatenate([np.arange(50) < 5, np.arange(50) < 20])
    rng = np.random.default_rng(3)
    shuffled = np.concatenate([rng.permutation(50), 50 + rng.permutation(50)])
    bins = reliability(said[shuffled], online[shuffled])
    assert [one.records for one in bins] == [10] * 10
    assert sum(one.online * one.records for one in bins) == 25
    assert calibration_error(said[shuffled], online[shuffled]) >= 0.15 - 1e-9
    assert calibration_error(np.array([0.0, 1.0]), np.array([False, True])) == 0
    assert len(reliability(np.array([0.2]), np.array([True]))) == 1


def test_probabilities_that_are_right_err_as_chance_does() -> None:
    rng = np.random.default_rng(4)
    said = rng.random(5_000)
    held = judge(said, said, rng.random(5_000) < said, rng)
    assert held.error == pytest.approx(held.error_by_chance, abs=0.01)
    off = judge(said, said**3, rng.random(5_000) < said, rng)
    assert off.error > 5 * off.error_by_chance


def test_the_list_has_each_record_once_the_likeliest_first() -> None:
    scores = np.array([0.1, 0.9, 0.5, 0.9, 0.2])
    queued = np.array([True, False, True, True, False])
    assert in_order(scores, queued, 1) == ([3, 2, 0], [1])
    assert in_order(scores, queued, 9) == ([3, 2, 0], [1, 4])
    assert middle_and_ends([1.0, 1.0]) == (1.0, 1.0, 1.0)


# --- on synthetic records ---------------------------------------------------------------


def test_reviews_are_saved_on_records_held_out_and_probabilities_hold(
    reviewed: tuple[pa.Table, Any],  # Any: numpy's array
) -> None:
    judged = learn.hold_out(*reviewed, repeats=5, part=0.3, seed=1)
    for place, least in zip(range(len(FOUND)), (0.4, 0.3, 0.2), strict=True):
        assert np.mean([held.saved[place] for held in judged]) > least
    assert np.mean([held.brier - held.brier_of_share for held in judged]) < -0.01
    assert np.mean([held.error - held.error_by_chance for held in judged]) < 0.03


def test_training_says_how_well_it_does(folder: Path) -> None:
    output = ran("train", folder / "records.parquet", folder / "reviewed.csv", "-o",
                 folder / "again.npz", "--repeats", 2)  # fmt: skip
    for words in ("Brier score", "Calibration error", "90% of the online", "Reliability", "saved"):
        assert words in output


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_the_queue_is_put_in_order_and_no_decision_is_changed(
    folder: Path, tmp_path: Path, ending: str
) -> None:
    before = (folder / "decisions.parquet").read_bytes()
    output = tmp_path / f"order{ending}"
    ran("order", folder / "records.parquet", folder / "decisions.parquet", "--model",
        folder / "model.npz", "-o", output, "--misses", 50)  # fmt: skip
    assert (folder / "decisions.parquet").read_bytes() == before
    table = pa_csv.read_csv(output) if ending == ".csv" else pq.read_table(output)
    assert table.schema.names == [
        "list",
        "place",
        "force_code",
        "record_id",
        "version",
        "decision",
        "probability",
    ]
    decisions = pq.read_table(folder / "decisions.parquet").to_pylist()
    decided = {(row["record_id"], row["version"]): row["decision"] for row in decisions}
    rows = table.to_pylist()
    assert all(decided[row["record_id"], row["version"]] == row["decision"] for row in rows)
    queue = [row for row in rows if row["list"] == "review"]
    misses = [row for row in rows if row["list"] == "likely miss"]
    assert len(queue) == sum(word == "review" for word in decided.values())
    assert {row["decision"] for row in misses} == {"no flag"}
    assert len(misses) == 50
    for own in (queue, misses):
        assert [row["place"] for row in own] == list(range(1, len(own) + 1))
        said = [row["probability"] for row in own]
        assert said == sorted(said, reverse=True)
        assert not any(math.isnan(one) for one in said)


# --- faults -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("record_id,online\nx,yes\nx,no\n", "reviewed twice"),
        ("record_id,online\nx,yes\n", "1 reviewed ids are of 0 records"),
        ("record_id,online\nx,perhaps\n", "neither yes nor no"),
        ("record_id,online\nx,\n", "neither yes nor no"),
        ("record_id,flag\nx,yes\n", "no table of reviewed records"),
        ("", "no table of reviewed records"),
    ],
)
def test_a_table_of_reviews_that_is_not_right_is_refused(
    folder: Path, tmp_path: Path, text: str, fault: str
) -> None:
    path = tmp_path / "reviewed.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CyberflagError, match=fault):
        ran("train", folder / "records.parquet", path, "-o", tmp_path / "model.npz")


def test_too_few_reviews_of_a_kind_teach_nothing(
    reviewed: tuple[pa.Table, Any],  # Any: numpy's array
) -> None:
    table, online = reviewed
    kept = np.flatnonzero(~online)[:100]
    with pytest.raises(CyberflagError, match="0 of 100 reviewed records are online"):
        learn.train(table.take(pa.array(kept)), online[kept], seed=1)


def test_decisions_about_other_records_and_odd_endings_are_refused(
    folder: Path, tmp_path: Path
) -> None:
    some = tmp_path / "some.parquet"
    pq.write_table(pq.read_table(folder / "records.parquet").slice(0, 10_000), some)
    arguments = [folder / "decisions.parquet", "--model", folder / "model.npz", "-o"]
    with pytest.raises(CyberflagError, match="not about these records"):
        ran("order", some, *arguments, tmp_path / "order.csv")
    with pytest.raises(CyberflagError, match=r"no format has the ending \.txt"):
        ran("order", folder / "records.parquet", *arguments, tmp_path / "order.txt")


def test_without_scikit_learn_the_remedy_is_told(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sklearn.calibration", None)
    monkeypatch.delitem(sys.modules, "cyberflag.flagging.learn")
    with pytest.raises(CyberflagError, match="scikit-learn is not installed") as stopped:
        ran("train", folder / "records.parquet", folder / "reviewed.csv", "-o", tmp_path / "m.npz")
    assert "pip install 'cyberflag[learn]'" in stopped.value.remedy
