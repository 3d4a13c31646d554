"""Values of numpy, torch and scikit-learn that Sources/Distributions is held against; writes distributions.json beside it.

usage: python3 make-distributions.py      (needs numpy, torch, scikit-learn)
"""
import hashlib, json, platform
from pathlib import Path
import numpy, sklearn, torch
from sklearn.mixture import GaussianMixture
from torch.distributions import Categorical, Independent, MultivariateNormal, Normal, kl_divergence

random = numpy.random.default_rng(20261125)
torch.set_default_dtype(torch.float64)


def covariance(d):
    a = random.normal(size=(d, d))
    return a @ a.T + 0.3 * numpy.eye(d)


def full(d):
    return {"mean": random.normal(size=d).tolist(), "covariance": covariance(d).tolist()}


def diagonal(d):
    return {"mean": random.normal(size=d).tolist(), "log variance": random.normal(size=d).tolist()}


def torch_full(g):
    return MultivariateNormal(torch.tensor(g["mean"]), torch.tensor(g["covariance"]))


def torch_diagonal(g):
    return Independent(Normal(torch.tensor(g["mean"]), (torch.tensor(g["log variance"]) / 2).exp()), 1)


def pair(p, q, make, x):
    a, b = make(p), make(q)
    return {
        "p": p, "q": q, "x": x, "log density": float(a.log_prob(torch.tensor(x))), "entropy": float(a.entropy()),
        "divergence": float(kl_divergence(a, b)), "other way": float(kl_divergence(b, a)),
    }


def frechet(p, q):
    a, b = numpy.array(p["covariance"]), numpy.array(q["covariance"])
    step = numpy.array(p["mean"]) - numpy.array(q["mean"])
    roots = numpy.sqrt(numpy.linalg.eigvals(a @ b).real)
    return float(step @ step + numpy.trace(a) + numpy.trace(b) - 2 * roots.sum())


d = 5
x = random.normal(size=d).tolist()
p, q = full(d), full(d)
weights = [0.2, 0.5, 0.3]
components = [full(d) for _ in weights]
mixture = torch.stack([torch.tensor(w).log() + torch_full(c).log_prob(torch.tensor(x)) for w, c in zip(weights, components)])

logits = [random.normal(size=6).tolist() for _ in range(2)]
first, second = (Categorical(logits=torch.tensor(l)) for l in logits)

centres = random.normal(size=(3, 4)) * 6
data = numpy.concatenate([random.normal(size=(n, 4)) @ random.normal(size=(4, 4)) + c for n, c in zip((120, 90, 60), centres)])
fit = GaussianMixture(3, reg_covar=0, tol=1e-12, max_iter=5000, n_init=5, random_state=0).fit(data)
order = numpy.argsort(fit.weights_)

result = {
    "script": hashlib.sha256(Path(__file__).read_bytes()).hexdigest(),
    "versions": f"Python {platform.python_version()}, numpy {numpy.__version__}, torch {torch.__version__}, "
                f"scikit-learn {sklearn.__version__}",
    "correlated": pair(p, q, torch_full, x), "independent": pair(diagonal(d), diagonal(d), torch_diagonal, x),
    "distance": frechet(p, q),
    "mixture": {
        "weights": weights, "components": components, "x": x, "log density": float(mixture.logsumexp(0)),
        "responsibilities": mixture.softmax(0).tolist(),
    },
    "categorical": {
        "logits": logits, "log probabilities": first.logits.tolist(), "entropy": float(first.entropy()),
        "divergence": float(kl_divergence(first, second)),
    },
    "fit": {
        "vectors": data.tolist(), "log likelihood": float(fit.score(data)), "weights": fit.weights_[order].tolist(),
        "means": fit.means_[order].tolist(), "covariances": fit.covariances_[order].tolist(),
    },
}
Path(__file__).with_name("distributions.json").write_text(json.dumps(result, indent=1) + "\n")
