"""Directions that numpy and scikit-learn find in labelled latents; writes vectors.json beside it.

usage: python3 make-vectors.py      (needs numpy, scikit-learn)
"""
import hashlib, json, platform
from pathlib import Path
import numpy, sklearn
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score

random = numpy.random.default_rng(3)
count, dimension = 400, 4
penalties = [1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 0.0003]

male = random.random(count) < 0.4
young = random.random(count) < numpy.where(male, 0.5, 0.8)
smile = random.random(count) < 0.35 + 0.3 * ~male + 0.1 * young
mixing = random.normal(size=(dimension, dimension))
z = random.normal(size=(count, dimension)) @ mixing
z += 1.2 * smile[:, None] * random.normal(size=dimension) + 2.0 * male[:, None] * random.normal(size=dimension)
z += 1.5 * young[:, None] * random.normal(size=dimension)
z = z.astype(numpy.float32).astype(float)
keys = [f"{i:03}.png" for i in range(count)]


def fnv(key):
    value = 0xCBF29CE484222325
    for byte in key.encode():
        value = ((value ^ byte) * 0x100000001B3) % 2**64
    return value


held_out = numpy.array([fnv(key) % 10 == 0 for key in keys])
aside = numpy.array([fnv(key) // 10 % 5 == 0 for key in keys])[~held_out]
x, y, m, g = z[~held_out], smile[~held_out], male[~held_out], young[~held_out]


def cell_weights():
    weights = numpy.zeros(len(y))
    for of_class in (True, False):
        for a in (True, False):
            for b in (True, False):
                cell = (y == of_class) & (m == a) & (g == b)
                weights[cell] = 1 / cell.sum()
    return weights


def regression(x, y, weights, penalty):
    mean, deviation = x.mean(0), x.std(0)
    fit = LogisticRegression(C=1 / (penalty * weights.sum()), tol=1e-12, max_iter=10000, solver="newton-cholesky")
    fit.fit((x - mean) / deviation, y, sample_weight=weights)
    own = fit.coef_[0] / deviation
    return own, fit.intercept_[0] - own @ mean


def logistic(weights):
    losses = []
    for penalty in penalties:
        own, bias = regression(x[~aside], y[~aside], weights[~aside], penalty)
        chances = 1 / (1 + numpy.exp(-(x[aside] @ own + bias)))
        losses.append(log_loss(y[aside], chances, sample_weight=weights[aside]))
    penalty = penalties[int(numpy.argmin(losses))]
    return regression(x, y, weights, penalty)[0], penalty


def vector(direction, weights, penalty=None):
    n = direction / numpy.linalg.norm(direction)
    with_it, without = (numpy.average(x[c] @ n, weights=weights[c]) for c in (y, ~y))
    places = z[held_out] @ n
    return {
        "direction": n.tolist(), "gap": with_it - without, "zero": without, "sigma": (x @ n).std(), "penalty": penalty,
        "accuracy": float(((places > (with_it + without) / 2) == smile[held_out]).mean()),
        "area": roc_auc_score(smile[held_out], places),
    }


def difference(weights):
    return numpy.average(x[y], axis=0, weights=weights[y]) - numpy.average(x[~y], axis=0, weights=weights[~y])


def without(direction, others):
    rest = others.T @ numpy.linalg.lstsq(others.T, direction, rcond=None)[0]
    return direction - rest


even, balanced = numpy.ones(len(y)), cell_weights()
others = random.normal(size=(2, dimension)).astype(numpy.float32).astype(float)
plain, even_logistic, balanced_logistic = difference(even), logistic(even), logistic(balanced)
result = {
    "script": hashlib.sha256(Path(__file__).read_bytes()).hexdigest(),
    "versions": f"Python {platform.python_version()}, numpy {numpy.__version__}, scikit-learn {sklearn.__version__}",
    "keys": keys, "latents": z.tolist(), "smile": smile.tolist(), "male": male.tolist(), "young": young.tolist(),
    "others": others.tolist(),
    "vectors": {
        "means": vector(plain, even),
        "balanced": vector(difference(balanced), balanced),
        "logistic": vector(even_logistic[0], even, even_logistic[1]),
        "balanced logistic": vector(balanced_logistic[0], balanced, balanced_logistic[1]),
        "projected": vector(without(plain, others), even),
    },
}
Path(__file__).with_name("vectors.json").write_text(json.dumps(result, indent=1) + "\n")
