"""Values of numpy and scikit-learn that Sources/Statistics is held against; writes statistics.json beside it.

usage: python3 make-statistics.py      (needs numpy, scikit-learn)
"""
import hashlib, json, platform
from pathlib import Path
import numpy, sklearn
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import StandardScaler

random = numpy.random.default_rng(20261125)


def vectors(count, dimension):
    """Correlated vectors whose numbers have different means and spreads."""
    mixing = random.normal(size=(dimension, dimension))
    spread = 10.0 ** random.uniform(-1, 1, dimension)
    return random.normal(size=(count, dimension)) @ mixing * spread + random.normal(size=dimension)


def logistic(x, y, weights, penalty):
    """J = Σ s·log(1 + exp(−y·score)) / Σ s + penalty/2 ‖w‖² on standardised vectors."""
    scaled = StandardScaler().fit(x)
    total = weights.sum()
    fit = LogisticRegression(C=1 / (penalty * total), tol=1e-12, max_iter=100000, solver="newton-cholesky")
    fit.fit(scaled.transform(x), y, sample_weight=weights)
    own = fit.coef_[0] / scaled.scale_
    return {
        "penalty": penalty, "standardised": fit.coef_[0].tolist(), "standardised bias": float(fit.intercept_[0]),
        "weights": own.tolist(), "bias": float(fit.intercept_[0] - own @ scaled.mean_),
    }


many, few = vectors(60, 7), vectors(6, 9)
labels = (many @ random.normal(size=7) * 0.3 + random.normal(size=60)) > 0
sample_weights = random.uniform(0.2, 3, 60)
scores = numpy.round(random.normal(size=60) + labels, 1)  # rounded, so that there are ties
covariance = numpy.cov(many.T)
values, eigenvectors = numpy.linalg.eigh(covariance)
symmetric = random.normal(size=(9, 9))
symmetric = symmetric + symmetric.T


def components(x, count):
    fit = PCA(count, svd_solver="full").fit(x)
    signs = numpy.sign(fit.components_[numpy.arange(count), numpy.abs(fit.components_).argmax(1)])
    return {
        "directions": (fit.components_ * signs[:, None]).tolist(), "variances": fit.explained_variance_.tolist(),
        "shares": fit.explained_variance_ratio_.tolist(),
    }


centred = many - many.mean(0)
result = {
    "script": hashlib.sha256(Path(__file__).read_bytes()).hexdigest(),
    "versions": f"Python {platform.python_version()}, numpy {numpy.__version__}, scikit-learn {sklearn.__version__}",
    "many": many.tolist(), "few": few.tolist(), "labels": labels.tolist(), "sample weights": sample_weights.tolist(),
    "mean": many.mean(0).tolist(), "covariance": covariance.tolist(),
    "logistic": [logistic(many, labels, numpy.ones(60), penalty) for penalty in (1e-3, 1e-1, 10.0)],
    "weighted logistic": [logistic(many, labels, sample_weights, penalty) for penalty in (1e-3, 1e-1)],
    "scores": scores.tolist(), "area": roc_auc_score(labels, scores),
    "symmetric": symmetric.tolist(), "eigenvalues": numpy.linalg.eigvalsh(symmetric)[::-1].tolist(),
    "cholesky": numpy.linalg.cholesky(covariance).tolist(),
    "solution": numpy.linalg.solve(covariance, numpy.arange(1.0, 8.0)).tolist(),
    "distances": numpy.sqrt(numpy.einsum("ij,jk,ik->i", centred, numpy.linalg.inv(covariance), centred)).tolist(),
    "components of many": components(many, 4), "components of few": components(few, 5),
}
Path(__file__).with_name("statistics.json").write_text(json.dumps(result, indent=1) + "\n")
