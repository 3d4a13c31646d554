"""Values of scikit-learn that ShrunkCovariance is held against; writes shrinkage.json beside it.

usage: python3 make-shrinkage.py      (needs numpy, scikit-learn)
"""
import hashlib, json, platform
from pathlib import Path
import numpy, sklearn
from sklearn.covariance import LedoitWolf

random = numpy.random.default_rng(20261125)


def example(count, dimension):
    x = random.normal(size=(count, dimension)) @ random.normal(size=(dimension, dimension)) + random.normal(size=dimension)
    fit = LedoitWolf().fit(x)
    return {
        "vectors": x.tolist(), "shrinkage": float(fit.shrinkage_), "covariance": fit.covariance_.tolist(),
        "distances": numpy.sqrt(fit.mahalanobis(x)).tolist(),
    }


result = {
    "script": hashlib.sha256(Path(__file__).read_bytes()).hexdigest(),
    "versions": f"Python {platform.python_version()}, numpy {numpy.__version__}, scikit-learn {sklearn.__version__}",
    "many": example(40, 5), "few": example(6, 9),
}
Path(__file__).with_name("shrinkage.json").write_text(json.dumps(result, indent=1) + "\n")
