/** A program that prints the five discrepancies, W_2 last. */
export function python(state) {
  const { source, target, bandwidth } = state;
  return [
    "import numpy as np",
    ...(state.shape === "gauss" ? ["import ot"] : []),
    "from scipy.integrate import quad",
    `from scipy.stats import ${state.shape === "gauss" ? "norm" : "uniform"}`,
    "",
    `m0, s0 = ${source.mean}, ${source.width}  # mean and standard deviation of the source`,
    `m1, s1 = ${target.mean}, ${target.width}`,
    `bandwidth = ${bandwidth}`,
    ...(state.shape === "gauss" ? GAUSS : BOX),
    "",
  ].join("\n");
}

const GAUSS = [
  "mu, nu = norm(m0, s0), norm(m1, s1)",
  "w1 = quad(lambda t: abs(mu.cdf(t) - nu.cdf(t)), -15, 20, limit=200, points=[m0, m1])[0]",
  "w2 = ot.gaussian.bures_wasserstein_distance(np.array([m0]), np.array([m1]), np.array([[s0**2]]), np.array([[s1**2]]))",
  "tv = quad(lambda t: abs(mu.pdf(t) - nu.pdf(t)) / 2, -15, 20, limit=200, points=[m0, m1])[0]",
  "kl = np.log(s1 / s0) + (s0**2 + (m0 - m1) ** 2) / (2 * s1**2) - 0.5",
  "kernel = lambda d, v: bandwidth / np.sqrt(bandwidth**2 + v) * np.exp(-0.5 * d**2 / (bandwidth**2 + v))",
  "mmd = np.sqrt(max(0, kernel(0, 2 * s0**2) + kernel(0, 2 * s1**2) - 2 * kernel(m0 - m1, s0**2 + s1**2)))",
  "print(kl, tv, mmd, w1)",
  "print(float(w2))",
];

const BOX = [
  "r0, r1 = np.sqrt(3) * s0, np.sqrt(3) * s1  # half the lengths of the boxes",
  "mu, nu = uniform(m0 - r0, 2 * r0), uniform(m1 - r1, 2 * r1)",
  "kink = np.clip(0.5 * (1 - (m1 - m0) / (r1 - r0)), 0, 1) if r0 != r1 else 0.5  # where the quantiles cross",
  "w1 = quad(lambda s: abs(mu.ppf(s) - nu.ppf(s)), 0, 1, points=[kink])[0]",
  "w2 = np.sqrt(quad(lambda s: (mu.ppf(s) - nu.ppf(s)) ** 2, 0, 1)[0])",
  "common = max(0, min(m0 + r0, m1 + r1) - max(m0 - r0, m1 - r1))",
  "tv = 1 - common / (2 * max(r0, r1))",
  "kl = np.log(r1 / r0) if abs(m0 - m1) <= r1 - r0 else np.inf",
  "x, y = (law.ppf((np.arange(1000) + 0.5) / 1000) for law in (mu, nu))  # 1000 quantiles of each",
  "kernel = lambda x, y: np.exp(-((x[:, None] - y) ** 2) / (2 * bandwidth**2)).mean()",
  "mmd = np.sqrt(max(0, kernel(x, x) + kernel(y, y) - 2 * kernel(x, y)))",
  "print(kl, tv, mmd, w1)",
  "print(float(w2))",
];
