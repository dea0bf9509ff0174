"""The order of review: what a trained model says of records, kept, judged and put in order.

The model orders what people look at; it changes no decision. It is kept as numbers
(:func:`save_model`: an ``.npz`` of arrays and a JSON text), never as a pickle: opening a pickle
runs whatever its maker wrote, and a model may come by mail. The features are hashes of words of
summaries, so a model is as much the force's own as the summaries are.

This module needs no scikit-learn; training and scoring do (:mod:`cyberflag.flagging.learn`).
"""

import json
import math
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import special  # type: ignore[import-untyped]  # scipy ships no types

from cyberflag.core.errors import CyberflagError

Numbers: TypeAlias = npt.NDArray[np.float64]
Truths: TypeAlias = npt.NDArray[np.bool_]

FEATURES = "words 1-2, letters 3-5, fields; hashed 1"
"""Names how features are made: a model of other features is refused."""

BINS = 10
FOUND = (0.8, 0.9, 0.95)
"""The parts of the online ones to be found for which reviews are counted."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ReviewModel:
    """A linear model with its calibration.

    A record's score is ``coefficients · features + intercept``; its probability is a sigmoid of
    the score (``curve`` holds a and b of 1 / (1 + exp(a · score + b))) or, with ``isotonic``,
    the line through the points ``curve[0]`` (scores), ``curve[1]`` (probabilities).
    """

    coefficients: Numbers
    intercept: float
    isotonic: bool
    curve: Numbers
    reviewed: int
    online: int

    def probability(self, scores: Numbers) -> Numbers:
        """The calibrated probability of each score, never falling as scores rise."""
        if self.isotonic:
            made: Numbers = np.interp(scores, self.curve[0], self.curve[1])
            return made
        a, b = self.curve
        sigmoid: Numbers = special.expit(-(a * scores + b))
        return sigmoid


def save_model(model: ReviewModel, path: Path) -> None:
    """Write the model's numbers, whole or not at all; two runs write equal arrays."""
    said = {
        "features": FEATURES,
        "intercept": model.intercept,
        "isotonic": model.isotonic,
        "reviewed": model.reviewed,
        "online": model.online,
    }
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        with unfinished.open("wb") as file:
            np.savez_compressed(
                file,
                said=np.frombuffer(json.dumps(said).encode(), np.uint8),
                coefficients=model.coefficients,
                curve=model.curve,
            )
        unfinished.replace(path)
    except OSError as fault:
        raise CyberflagError(
            f"cannot be written: {fault.strerror or 'the disk refused'}",
            place=str(path),
            remedy="Make room or choose another place.",
        ) from fault
    finally:
        unfinished.unlink(missing_ok=True)


def load_model(path: Path) -> ReviewModel:
    """Read back what :func:`save_model` wrote; nothing in the file is ever run.

    Raises :class:`CyberflagError` for any other file, and for a model of other features.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            said = json.loads(arrays["said"].tobytes())
            coefficients, curve = arrays["coefficients"], arrays["curve"]
        model = ReviewModel(
            coefficients=coefficients,
            intercept=said["intercept"],
            isotonic=said["isotonic"],
            curve=curve,
            reviewed=said["reviewed"],
            online=said["online"],
        )
        features = said["features"]
    except (OSError, EOFError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as fault:
        raise CyberflagError(
            "this is not a model that cyberflag saved",
            place=str(path),
            remedy="Give the file that `cyberflag review train` wrote.",
        ) from fault
    if features != FEATURES:
        raise CyberflagError(
            "the model is of another version of cyberflag",
            place=str(path),
            remedy="Train it anew with `cyberflag review train`.",
        )
    return model


# --- judging ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Records of like probability: how many, the mean of what was said, the share online."""

    records: int
    said: float
    online: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldOut:
    """How a model did on one held-out part.

    ``brier`` is the mean squared error of the probabilities, ``brier_of_share`` that of saying
    the share online of every record. ``error`` is the expected calibration error over ten bins
    of equal size, ``error_by_chance`` what chance alone would make of it, were the
    probabilities right. ``reviews`` are the shares of the part to be reviewed, in the model's
    order, to find each of :data:`FOUND`; ``reviews_at_random`` the same in random order.
    """

    records: int
    online: int
    brier: float
    brier_of_share: float
    error: float
    error_by_chance: float
    reviews: tuple[float, ...]
    reviews_at_random: tuple[float, ...]
    bins: tuple[Bin, ...]

    @property
    def saved(self) -> tuple[float, ...]:
        """The share of reviews saved against random order, for each of :data:`FOUND`."""
        pairs = zip(self.reviews, self.reviews_at_random, strict=True)
        return tuple(1 - model / random for model, random in pairs)


def judge(scores: Numbers, said: Numbers, online: Truths, rng: np.random.Generator) -> HeldOut:
    """Judge scores and probabilities ``said`` by what reviewers found; some must be online."""
    number, true = len(online), int(online.sum())
    found_at = np.flatnonzero(online[np.argsort(-scores, kind="stable")]) + 1
    wanted = [math.ceil(part * true) for part in FOUND]
    chances = [
        calibration_error(said, rng.random(number) < said) for _ in range(20)
    ]  # what is right by construction
    return HeldOut(
        records=number,
        online=true,
        brier=float(np.mean((said - online) ** 2)),
        brier_of_share=float(np.mean((online.mean() - online) ** 2)),
        error=calibration_error(said, online),
        error_by_chance=float(np.mean(chances)),
        reviews=tuple(float(found_at[one - 1]) / number for one in wanted),
        # The mean place of the k-th of m among n in random order is k (n + 1) / (m + 1).
        reviews_at_random=tuple(one * (number + 1) / (true + 1) / number for one in wanted),
        bins=reliability(said, online),
    )


def reliability(said: Numbers, online: Truths) -> tuple[Bin, ...]:
    """Ten bins of equal size, by rising probability; fewer where there are fewer records."""
    order = np.argsort(said, kind="stable")
    return tuple(
        Bin(
            records=len(rows),
            said=float(said[rows].mean()),
            online=float(online[rows].mean()),
        )
        for rows in np.array_split(order, BINS)
        if len(rows)
    )


def calibration_error(said: Numbers, online: Truths) -> float:
    """The mean distance of what was said from the share online, over bins, by their size."""
    bins = reliability(said, online)
    return sum(one.records * abs(one.said - one.online) for one in bins) / len(online)


def middle_and_ends(values: Sequence[float]) -> tuple[float, float, float]:
    """The mean over splits, and where 95% of the splits lie."""
    low, high = np.quantile(values, [0.025, 0.975])
    return float(np.mean(values)), float(low), float(high)


# --- order ------------------------------------------------------------------------------


def in_order(scores: Numbers, queued: Truths, most_misses: int) -> tuple[list[int], list[int]]:
    """The places of records to be reviewed, likeliest online first, in two lists.

    The first holds all that are ``queued`` (decided ``review``), the second the likeliest of
    the others (decided ``no flag``), at most ``most_misses``. Of equal scores the earlier
    comes first.
    """
    order = np.argsort(-scores, kind="stable")
    return (
        order[queued[order]].tolist(),
        order[~queued[order]][:most_misses].tolist(),
    )
