"""Training and scoring the model that orders reviews: hashed words, letters and fields, linear.

Needs the extra ``learn`` (scikit-learn). The recorded flag is no feature: the model says what
text and fields look like, so that it may contradict the flag.
"""

from collections.abc import Iterable

import numpy as np
import pyarrow as pa

from cyberflag.core.errors import CyberflagError
from cyberflag.flagging.review import HeldOut, Numbers, ReviewModel, Truths, judge

try:
    # scikit-learn ships no types, and scipy none either.
    from scipy import sparse  # type: ignore[import-untyped]  # see above
    from sklearn.calibration import CalibratedClassifierCV  # type: ignore[import-untyped]  # see above
    from sklearn.feature_extraction.text import (  # type: ignore[import-untyped]  # see above
        HashingVectorizer,
    )
    from sklearn.linear_model import SGDClassifier  # type: ignore[import-untyped]  # see above
    from sklearn.model_selection import (  # type: ignore[import-untyped]  # see above
        StratifiedKFold,
        StratifiedShuffleSplit,
    )
except ImportError as absent:
    raise CyberflagError(
        "scikit-learn is not installed",
        place="the order of review",
        remedy="Install it with `pip install 'cyberflag[learn]'`.",
    ) from absent

TEXT, FIELDS = "summary", ("platform", "method", "offence_code")
COLUMNS = (TEXT, *FIELDS)
"""The columns of records that features are made of."""

FEWEST = 50
"""Reviews of each kind, online and not, below which nothing is learned."""

FEWEST_ISOTONIC = 1_000
"""Reviews from which the calibration is isotonic: with fewer it would follow single records."""

FOLDS, SCORED_AT_ONCE = 5, 20_000

_WORDS = HashingVectorizer(n_features=2**16, ngram_range=(1, 2), alternate_sign=False)
_LETTERS = HashingVectorizer(
    n_features=2**17, analyzer="char_wb", ngram_range=(3, 5), alternate_sign=False
)
_FIELDS = HashingVectorizer(n_features=2**10, analyzer=list, alternate_sign=False)


def train(records: pa.Table, online: Truths, *, seed: int) -> ReviewModel:
    """Learn from records with :data:`COLUMNS`, each with what a reviewer found.

    Raises :class:`CyberflagError` where too few were found online, or not online.
    """
    _enough(online)
    return _fit(_features(records), online, seed)


def _enough(online: Truths) -> None:
    if min(online.sum(), (~online).sum()) < FEWEST:
        raise CyberflagError(
            f"{int(online.sum()):,} of {len(online):,} reviewed records are online",
            place="the reviewed records",
            remedy=f"Review more: at least {FEWEST} that are online and {FEWEST} that are not.",
        )


def _fit(features: sparse.csr_matrix, online: Truths, seed: int) -> ReviewModel:
    isotonic = len(online) >= FEWEST_ISOTONIC
    learner = CalibratedClassifierCV(
        # As good as an exact logistic regression here, in a tenth of its time.
        SGDClassifier(
            loss="log_loss", alpha=1e-4, average=True, max_iter=20, tol=None, random_state=seed
        ),
        method="isotonic" if isotonic else "sigmoid",
        cv=StratifiedKFold(FOLDS, shuffle=True, random_state=seed),
        # One model of all records, calibrated on what five models said of records held out.
        ensemble=False,
    )
    learner.fit(features, online)
    (made,) = learner.calibrated_classifiers_
    (calibrator,) = made.calibrators
    points = (
        (calibrator.X_thresholds_, calibrator.y_thresholds_)
        if isotonic
        else (calibrator.a_, calibrator.b_)
    )
    return ReviewModel(
        coefficients=np.asarray(made.estimator.coef_[0], np.float64),
        intercept=float(made.estimator.intercept_[0]),
        isotonic=isotonic,
        curve=np.asarray(points, np.float64),
        reviewed=len(online),
        online=int(online.sum()),
    )


def score(model: ReviewModel, records: pa.Table) -> Numbers:
    """The score of each record, in order; :meth:`ReviewModel.probability` makes it one."""
    parts = [
        _scores(model, _features(records.slice(first, SCORED_AT_ONCE)))
        for first in range(0, records.num_rows, SCORED_AT_ONCE)
    ]
    return np.concatenate([np.empty(0), *parts])


def _scores(model: ReviewModel, features: sparse.csr_matrix) -> Numbers:
    scores: Numbers = features @ model.coefficients + model.intercept
    return scores


def hold_out(
    records: pa.Table, online: Truths, *, repeats: int, part: float, seed: int
) -> tuple[HeldOut, ...]:
    """Train on all but a ``part`` drawn at random and judge on that part, ``repeats`` times.

    Raises :class:`CyberflagError` where too few are left to learn from.
    """
    features = _features(records)
    rng = np.random.default_rng(seed)
    splits = StratifiedShuffleSplit(repeats, test_size=part, random_state=seed)
    found = []
    for learned, held in splits.split(features, online):
        _enough(online[learned])
        model = _fit(features[learned], online[learned], seed)
        scores = _scores(model, features[held])
        found.append(judge(scores, model.probability(scores), online[held], rng))
    return tuple(found)


def _features(records: pa.Table) -> sparse.csr_matrix:
    texts = [text or "" for text in records[TEXT].to_pylist()]
    fields = zip(*(records[name].to_pylist() for name in FIELDS), strict=True)
    return sparse.hstack(
        [_WORDS.transform(texts), _LETTERS.transform(texts), _FIELDS.transform(_tokens(fields))],
        format="csr",
    )


def _tokens(rows: Iterable[tuple[str | None, ...]]) -> list[list[str]]:
    """Each row's fields as words of their own, a missing one too."""
    return [[f"{name}={value}" for name, value in zip(FIELDS, row, strict=True)] for row in rows]
