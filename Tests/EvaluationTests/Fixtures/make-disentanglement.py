"""Disentanglement of synthetic codes by numpy and scikit-learn, which Sources/Evaluation/Disentanglement is held against;
writes disentanglement.json beside it.

The definitions are those of Locatello et al. (2019), written anew: MIG by 20-bin histograms and mutual_info_score; the
β-VAE metric by mean |z1 − z2| of 64 pairs that agree in one factor and scikit-learn's default logistic regression.

usage: python3 make-disentanglement.py      (needs numpy, scikit-learn)
"""
import hashlib, json, platform
from pathlib import Path
import numpy, sklearn
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import mutual_info_score

random = numpy.random.default_rng(20261127)
sizes = [4, 5, 3, 6]
# Every combination three times, so that one factor knows nothing of another.
factors = numpy.tile(numpy.stack([f.ravel() for f in numpy.meshgrid(*map(numpy.arange, sizes))]), 3)
count = factors.shape[1]
perfect = numpy.stack([(f - (n - 1) / 2) / n for f, n in zip(factors, sizes)] + [numpy.zeros(count)])
rotation = numpy.linalg.qr(random.normal(size=(5, 5)))[0]
codes = {"perfect": perfect, "rotated": rotation @ perfect, "noise": random.normal(size=(5, count))}
codes = {name: values.round(6) for name, values in codes.items()}


def binned(z):
    return numpy.digitize(z, numpy.histogram(z, 20)[1][:-1])


def gaps(z):
    result = []
    for f in factors:
        information = sorted((mutual_info_score(f, binned(row)) for row in z), reverse=True)
        result.append((information[0] - information[1]) / mutual_info_score(f, f))
    return result


def points(z, number):
    x, y = [], []
    for _ in range(number):
        k = random.integers(len(sizes))
        first = random.integers(count, size=64)
        second = [random.choice(numpy.flatnonzero(factors[k] == factors[k][i])) for i in first]
        x.append(abs(z[:, first] - z[:, second]).mean(axis=1))
        y.append(k)
    return numpy.array(x), numpy.array(y)


def beta_metric(z):
    model = LogisticRegression(max_iter=10_000).fit(*points(z, 1500))
    return float(model.score(*points(z, 1000)))


x, y = points(codes["rotated"], 300)
classifier = LogisticRegression(max_iter=100_000, tol=1e-10).fit(x, y)
test = points(codes["rotated"], 200)[0].round(6)
x = x.round(6)
classifier = LogisticRegression(max_iter=100_000, tol=1e-10).fit(x, y)
sets = [
    {"name": name, "codes": z.tolist(), "gaps": gaps(z), "mig": float(numpy.mean(gaps(z))), "metric": beta_metric(z)}
    for name, z in codes.items()
]
Path(__file__).with_name("disentanglement.json").write_text(json.dumps({
    "script": hashlib.sha256(Path(__file__).read_bytes()).hexdigest(),
    "made by": f"python {platform.python_version()}, numpy {numpy.__version__}, scikit-learn {sklearn.__version__}",
    "factors": factors.tolist(), "sets": sets,
    "classifier": {"x": x.tolist(), "y": y.tolist(), "test": test.tolist(), "predicted": classifier.predict(test).tolist()},
}) + "\n")
for s in sets: print(s["name"], s["mig"], s["metric"])
