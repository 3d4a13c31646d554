#!/usr/bin/env python3
"""Writes paths.json: ways between latents, their lengths, quantiles and divergences, computed in double precision by
other methods than Zoetrope's: the Catmull-Rom spline by Barry and Goldman's pyramid, lengths by adaptive quadrature,
places at a share of a length by root finding, the divergence by integrating its definition.

usage: make-paths.py      (needs: pip install numpy scipy)
"""
import hashlib, json
from pathlib import Path
import numpy as np
from scipy.integrate import quad
from scipy.optimize import brentq
from scipy.special import ndtri
from scipy.stats import norm

random = np.random.default_rng(20)
TIMES = [0, 0.1, 0.25, 0.5, 0.8, 1]
SHARES = [0.1, 0.5, 0.75]


def numbers(array):
    return [float(x) for x in np.ravel(array)]


def latents(count, size, scale=1.0):
    """Exactly what 32 bits hold, so that both sides begin with the same numbers."""
    return (random.standard_normal((count, size)) * scale).astype(np.float32).astype(float)


def slerp(a, b, t):
    omega = np.arccos(np.dot(a / np.linalg.norm(a), b / np.linalg.norm(b)))
    return np.sin((1 - t) * omega) / np.sin(omega) * a + np.sin(t * omega) / np.sin(omega) * b


def lerp(a, b, t):
    return (1 - t) * a + t * b


def pyramid(points, u):
    """Barry and Goldman: the centripetal Catmull-Rom spline between the two middle ones of four points."""
    knots = [0.0]
    for p, q in zip(points, points[1:]):
        knots.append(knots[-1] + np.linalg.norm(q - p) ** 0.5)
    t = knots[1] + u * (knots[2] - knots[1])

    def between(p, q, i, j):
        return (knots[j] - t) / (knots[j] - knots[i]) * p + (t - knots[i]) / (knots[j] - knots[i]) * q

    a = [between(points[i], points[i + 1], i, i + 1) for i in range(3)]
    b = [between(a[i], a[i + 1], i, i + 2) for i in range(2)]
    return between(b[0], b[1], 1, 2)


def stretch(keys, number, closed):
    """One stretch as a function; beyond an open end stands the last key but one, reflected in the last."""
    n = len(keys)

    def key(i):
        if closed:
            return keys[i % n]
        if i < 0:
            return 2 * keys[0] - keys[1]
        return keys[i] if i < n else 2 * keys[n - 1] - keys[n - 2]

    points = [key(number + i) for i in range(-1, 3)]
    return lambda u: pyramid(points, u)


def speed(way):
    """By a polynomial through points of the way close by; its error is far below 1e-9 here."""
    offsets = np.array([-2, -1, 1, 2]) * 1e-3
    weights = np.array([1, -8, 8, -1]) / 12e-3
    return lambda t: np.linalg.norm(sum(w * way(t + h) for w, h in zip(weights, offsets)))


def measured(name, way, keys, **more):
    rate = speed(way)
    length = lambda t: quad(rate, 0, t, epsabs=1e-12, epsrel=1e-12, limit=400)[0]
    total = length(1)
    places = [brentq(lambda t: length(t) - share * total, 0, 1, xtol=1e-12) for share in SHARES]
    return {
        "name": name, "keys": [numbers(k) for k in keys], "points": [numbers(way(t)) for t in TIMES], "length": total,
        "places": places, **more,
    }


def chain(keys, columns):
    rows = len(keys) + 1 - columns
    grid = [[None] * columns for _ in range(rows)]
    for c in range(columns):
        grid[0][c] = keys[c]
    for r in range(1, rows):
        grid[r][0] = keys[columns + r - 1]
    for r in range(1, rows):
        for c in range(1, columns):
            left, up, corner = grid[r][c - 1], grid[r - 1][c], grid[r - 1][c - 1]
            cell = left + (up - corner)
            mean = np.mean([np.linalg.norm(x) for x in (left, up, corner)])
            grid[r][c] = cell / np.linalg.norm(cell) * mean
    return {"keys": [numbers(k) for k in keys], "columns": columns, "cells": [numbers(x) for row in grid for x in row]}


def divergence(mean, log_variance, prior_mean, prior_variance):
    q = norm(mean, np.exp(log_variance / 2))
    p = norm(prior_mean, prior_variance**0.5)
    f = lambda x: q.pdf(x) * (q.logpdf(x) - p.logpdf(x))
    sigma = np.exp(log_variance / 2)
    value = quad(f, mean - 12 * sigma, mean + 12 * sigma, epsabs=1e-12, limit=400)[0]
    return {
        "mean": mean, "logVariance": log_variance, "priorMean": prior_mean, "priorVariance": prior_variance,
        "value": value,
    }


def main():
    a, b = latents(2, 16)
    far = latents(1, 16, 3)[0]
    ways = [
        measured("linear", lambda t: lerp(a, b, t), [a, b], path="linear", stretch=0, closed=False),
        measured("spherical", lambda t: slerp(a, b, t), [a, b], path="spherical", stretch=0, closed=False),
        measured("spherical, unequal", lambda t: slerp(a, far, t), [a, far], path="spherical", stretch=0, closed=False),
    ]
    keys = latents(5, 16)
    keys[3] *= 4  # unequal distances
    keys = keys.astype(np.float32).astype(float)
    for closed in (False, True):
        for number in range(len(keys) - (0 if closed else 1)):
            ways.append(
                measured(
                    f"smooth, {'closed' if closed else 'open'}, stretch {number}", stretch(keys, number, closed), keys,
                    path="smooth", stretch=number, closed=closed))
    probabilities = [1e-300, 1e-20, 1e-9, 0.001, 0.05, 0.0751, 0.2, 0.4999, 0.5, 0.7, 0.925, 0.95, 0.999, 1 - 1e-9]
    result = {
        "script": hashlib.sha256(Path(__file__).read_bytes()).hexdigest(),
        "times": TIMES,
        "shares": SHARES,
        "ways": ways,
        "quantiles": [{"probability": p, "value": float(ndtri(p))} for p in probabilities],
        "grid": chain(latents(6, 16), 4),
        "divergences": [
            divergence(0.0, 0.0, 0.0, 1.0), divergence(1.5, -3.0, 0.0, 1.0), divergence(-0.25, 0.5, 0.0, 1.0),
            divergence(0.5, -1.0, 0.25, 0.5), divergence(2.0, 1.0, -1.0, 4.0),
        ],
    }
    Path(__file__).with_name("paths.json").write_text(json.dumps(result, separators=(",", ":")) + "\n")


main()
