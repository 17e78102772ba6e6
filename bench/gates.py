"""The work of `gate` on the files of bench/gates.ts, with pandas and scipy: what a team would write for itself.

Reads both arms, pairs them by id, and asks the same four criteria, overall and in a hundred slices: a share with a floor and
Tango's interval, judge scores by t with Hall's correction, Holm over the slices, the ratio of p95 latency with its bootstrap,
the ratio of mean costs. Prints a line, so that nothing is left out.
"""
import json
import sys

import numpy as np
import pandas as pd
from scipy import optimize, stats

ALPHA = 0.05
Z = stats.norm.ppf(1 - ALPHA)


def tango(b, c, n, margin):
    """Interval of the paired difference of shares, and the p-value of harm beyond the margin."""

    def z(delta):
        if delta < 0:
            return -upper(c, b, -delta)
        return upper(b, c, delta)

    def upper(b, c, delta):
        linear = (2 * n - b + c) * delta - (b + c)
        constant = c * delta * (1 - delta)
        root = np.sqrt(linear * linear + 8 * n * constant)
        share = (root - linear) / (4 * n)
        variance = n * (2 * share + delta * (1 - delta))
        return (b - c - n * delta) / np.sqrt(variance) if variance > 0 else 0.0

    estimate = (b - c) / n
    low = optimize.brentq(lambda d: z(d) - Z, -1 + 1e-12, estimate) if estimate > -1 else -1.0
    high = optimize.brentq(lambda d: z(d) + Z, estimate, 1 - 1e-12) if estimate < 1 else 1.0
    return low, high, stats.norm.cdf(z(-margin))


def hall(d, margin):
    """Interval of a mean of skewed differences, and the p-value of harm beyond the margin."""
    n = len(d)
    mean, se = d.mean(), d.std(ddof=1) / np.sqrt(n)
    g = stats.skew(d) / np.sqrt(n)
    t = stats.t.ppf(1 - ALPHA, n - 1)
    inverse = (lambda y: y) if abs(g) < 1e-8 else (lambda y: 3 / g * (np.cbrt(1 + g * (y - g / 6)) - 1))
    low, high = mean - max(inverse(t), t) * se, mean - min(inverse(-t), -t) * se
    return low, high, stats.t.cdf((mean + margin) / se, n - 1)


def holm(p):
    order = np.argsort(p)
    adjusted = np.maximum.accumulate((len(p) - np.arange(len(p))) * np.asarray(p)[order])
    return np.minimum(1, adjusted)


def quantile_ratio(x, y, q, replicates=1000):
    random = np.random.default_rng(1)
    draws = np.empty(replicates)
    for i in range(replicates):
        at = random.integers(0, len(x), len(x))
        draws[i] = np.log(np.quantile(x[at], q) / np.quantile(y[at], q))
    ratio, se = np.log(np.quantile(x, q) / np.quantile(y, q)), draws.std(ddof=1)
    return np.exp(ratio - Z * se), np.exp(ratio + Z * se)


def ratio_of_means(x, y):
    n, ratio = len(x), x.mean() / y.mean()
    se = (x - ratio * y).std(ddof=1) / np.sqrt(n) / y.mean() / ratio
    t = stats.t.ppf(1 - ALPHA, n - 1)
    return ratio * np.exp(-t * se), ratio * np.exp(t * se)


candidate, baseline = (pd.read_json(path, lines=True) for path in sys.argv[1:3])
both = candidate.merge(baseline, on="id", suffixes=("", "_before"), validate="one_to_one")
answers = {}
for metric, margin, method in (("score", 0.02, "tango"), ("judge", 0.1, "hall")):
    d = both[metric] - both[f"{metric}_before"]
    parts = [d, *(part for _, part in d.groupby(both["language"]))]
    if method == "tango":
        found = [tango((part > 0).sum(), (part < 0).sum(), len(part), margin) for part in parts]
        answers["floor"] = stats.binomtest(int(both[metric].sum()), len(both)).proportion_ci(0.9, "wilson").low
    else:
        found = [hall(part.to_numpy(), margin) for part in parts]
    answers[metric] = [found[0][:2], float(holm([p for *_, p in found[1:]]).min())]
answers["p95"] = quantile_ratio(both["latency_ms"].to_numpy(), both["latency_ms_before"].to_numpy(), 0.95)
answers["cost"] = ratio_of_means(both["cost_usd"].to_numpy(), both["cost_usd_before"].to_numpy())
print(json.dumps(answers, default=float))
