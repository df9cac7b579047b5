#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Records what PyTorch does, for libraries_test.cpp and docs/libraries.md.

    python3 trajectories.py > trajectories.json

needs PyTorch, which the project itself does not: on Debian 12 the package python3-torch. The committed file says
which version made it. All numbers are doubles, written with as many digits, up to 17, as bring them back.

A run is one optimiser of torch.optim on one problem for 200 steps, of which the first five and each twentieth
are kept. The slopes are those of a loss at the weights, or a list made beforehand. With the former, rounding can
grow: where a step is nearly the sign of a slope, a slope of nearly 0 is decided by its last digit, and two
programs with the same equation part ways. Such a run says nothing about equations. So each is made again with
every weight disturbed by up to one part in 1e15 after every step, and refused if that takes it further than a
tenth of the test's tolerance. (RMSProp on one weight at a rate of 0.05 would be: it crosses the minimum at every
step in the end, and the disturbance becomes 0.03.)
"""
import json
import math
import random
import sys

import torch
import torch.nn.functional as F

STEPS = 200
RECORDED = [1, 2, 3, 4, 5] + list(range(20, STEPS + 1, 20))
TOLERANCE = 1e-12  # kTolerance of libraries_test.cpp
DISTURBANCE = 1e-15
LEAST_MOVE = 1e-3  # of a weight, against its largest value: one that stays tells nothing

torch.set_default_dtype(torch.float64)


# ── Problems. libraries_test.cpp has the same, with the same order of operations.


def one_weight(w, t):
    return [6 * (3 * w[0] - 10)]


def ravine(w, t):
    return [w[0], 25 * w[1]]


A = [[4, 1, 0, 0], [1, 3, 1, 0], [0, 1, 2, 1], [0, 0, 1, 5]]
B = [1, -2, 3, 10]


def noisy_bowl(w, t):
    """½ wᵀ A w − bᵀ w, with a slope of its own on top at every step, as mini-batches have it."""
    slope = []
    for i in range(4):
        s = SLOPES["noise"][t][i] - B[i]
        for j in range(4):
            s += A[i][j] * w[j]
        slope.append(s)
    return slope


def listed(name):
    return lambda w, t: SLOPES[name][t]


def make_slopes():
    uniform = random.Random(20).uniform
    steps = range(STEPS)

    def short(x):  # little to write, and the same number in every language
        return float(f"{x:.3g}")

    # Of both signs, with zeros, also at the start; the third weight has a slope once in ten steps.
    noisy = [[short(uniform(-1, 1)), short(0.3 + uniform(-1, 1)),
              short(uniform(-5, 5)) if t % 10 == 3 else 0.0] for t in steps]
    noisy[0][0] = noisy[1][0] = noisy[57][0] = noisy[58][1] = 0.0
    # From 1e-4, where ε begins to be felt, down to 1e-12; the fourth weight meets all of them in turn.
    tiny = [[short(1e-4 * uniform(0.5, 1.5)), short(-1e-8 * uniform(0.2, 1)), short(1e-12 * uniform(0.2, 1)),
             short(10 ** -(4 + 8 * t / STEPS) * uniform(0.5, 1))] for t in steps]
    huge = [[short(1e8 * uniform(-0.5, 1)), short(-1e12 * uniform(0.2, 1)), short(1e5 if t < 150 else -3e5)]
            for t in steps]
    return {"noisy": noisy, "tiny": tiny, "huge": huge,
            "noise": [[short(uniform(-2, 2)) for _ in range(4)] for t in steps]}


SLOPES = make_slopes()
PROBLEMS = {"one weight": (one_weight, [2.0]), "ravine": (ravine, [10.0, 1.0]),
            "noisy bowl": (noisy_bowl, [3.0, -1.0, 0.5, 2.0]), "noisy": (listed("noisy"), [1.0, -2.0, 0.25]),
            "tiny": (listed("tiny"), [0.0, 0.0, 0.0, 0.0]), "huge": (listed("huge"), [1.0, 0.0, -3.0])}


# ── What torch.optim has not, of its own parts.


class RMSpropEpsInside(torch.optim.Optimizer):
    """torch.optim.RMSprop with ε moved into the root."""

    def __init__(self, params, lr, alpha, eps):
        super().__init__(params, dict(lr=lr, alpha=alpha, eps=eps))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group["params"]:
                state = self.state[p]
                if not state:
                    state["square_avg"] = torch.zeros_like(p)
                state["square_avg"].mul_(group["alpha"]).addcmul_(p.grad, p.grad, value=1 - group["alpha"])
                p.addcdiv_(p.grad, state["square_avg"].add(group["eps"]).sqrt(), value=-group["lr"])


def SGDFromRest(params, **options):
    """torch.optim.SGD whose velocity is 0 before the first step, so that dampening applies to that too."""
    optimiser = torch.optim.SGD(params, **options)
    for p in params:
        optimiser.state[p]["momentum_buffer"] = torch.zeros_like(p)
    return optimiser


LIBRARY = {"SGD": torch.optim.SGD, "Adagrad": torch.optim.Adagrad, "Rprop": torch.optim.Rprop,
           "RMSprop": torch.optim.RMSprop, "Adadelta": torch.optim.Adadelta, "Adam": torch.optim.Adam,
           "SGDFromRest": SGDFromRest, "RMSpropEpsInside": RMSpropEpsInside}


# ── Runs


def trajectory(library, options, problem, lr_at=None, disturbed=False):
    """The weights after each step."""
    slope, start = PROBLEMS[problem]
    w = torch.tensor(start)
    optimiser = LIBRARY[library]([w], **options)
    uniform = random.Random(1).uniform
    path = []
    for t in range(STEPS):
        if lr_at is not None:
            optimiser.param_groups[0]["lr"] = lr_at(t)
        w.grad = torch.tensor([float(s) for s in slope(w.tolist(), t)])
        optimiser.step()
        if disturbed:
            w.mul_(torch.tensor([1 + DISTURBANCE * uniform(-1, 1) for _ in start]))
        path.append(w.tolist())
    return path


def run(ours, our_options, library, options, problem, agrees=True, half_rate_from=None):
    lr_at = None
    if half_rate_from is not None:
        def lr_at(t): return options["lr"] * (1 if t < half_rate_from else 0.5)
    path = trajectory(library, options, problem, lr_at)
    call = f"{library}({', '.join(f'{name}={value}' for name, value in options.items())})"
    where = f"{call} on {problem}"
    assert all(math.isfinite(x) for w in path for x in w), where
    start = PROBLEMS[problem][1]
    largest = [max(abs(w[i]) for w in path) for i in range(len(start))]
    moved = [max(abs(w[i] - start[i]) for w in path) for i in range(len(start))]
    assert all(m > LEAST_MOVE * l for m, l in zip(moved, largest)), f"{where}: a weight moves by {min(moved)}"
    grown = max(abs(x - y) / max(min(1, l), abs(x))
                for a, b in zip(path, trajectory(library, options, problem, lr_at, disturbed=True))
                for x, y, l in zip(a, b, largest))
    assert grown < TOLERANCE / 10, f"{where}: rounding grows to {grown:.1g}"
    print(f"{grown:.1g} {where}", file=sys.stderr)
    made = {"ours": ours, "options": our_options, "library": call, "problem": problem, "agrees": agrees}
    if half_rate_from is not None:
        made["half_rate_from"] = half_rate_from
    return made | {"weights": [path[step - 1] for step in RECORDED]}


def runs():
    # Rates that suit the problem: under tiny slopes plain descent needs large ones.
    for problem, lr in {"one weight": 0.01, "ravine": 0.02, "noisy bowl": 0.05, "noisy": 0.1, "tiny": 1e4,
                        "huge": 1e-8}.items():
        averaged = dict(learning_rate=lr, beta=0.9)
        yield run("GradientDescent", dict(learning_rate=lr), "SGD", dict(lr=lr), problem)
        yield run("HeavyBall", dict(learning_rate=lr / 2, beta=0.9), "SGD", dict(lr=lr / 2, momentum=0.9), problem)
        yield run("Momentum", averaged, "SGD", dict(lr=lr * (1 - 0.9), momentum=0.9), problem)
        yield run("Momentum", averaged, "SGDFromRest", dict(lr=lr, momentum=0.9, dampening=0.9), problem)
    yield run("HeavyBall", dict(learning_rate=0.02, beta=0.5), "SGD", dict(lr=0.02, momentum=0.5), "ravine")
    yield run("HeavyBall", dict(learning_rate=0.02, beta=0.9), "SGD", dict(lr=0.02, momentum=0.9), "ravine",
              half_rate_from=50)
    yield run("Momentum", dict(learning_rate=0.02, beta=0.9), "SGD",
              dict(lr=0.02, momentum=0.9, dampening=0.9), "ravine", agrees=False)

    for problem in PROBLEMS:
        for lr, eps in ((1.0, 1e-8), (0.1, 1e-10), (0.5, 1e-3)):
            yield run("AdaGrad", dict(learning_rate=lr, epsilon=eps), "Adagrad", dict(lr=lr, eps=eps), problem)
    for other in (dict(initial_accumulator_value=0.1), dict(lr_decay=0.01)):
        yield run("AdaGrad", dict(learning_rate=0.5, epsilon=1e-8), "Adagrad", dict(lr=0.5, eps=1e-8, **other),
                  "ravine", agrees=False)

    for problem in PROBLEMS:
        for first, shrink, grow, least, most in ((0.1, 0.5, 1.2, 1e-6, 50), (0.05, 0.3, 1.5, 1e-3, 0.4)):
            yield run("Rprop", dict(initial_step=first, growth=grow, shrinkage=shrink, smallest_step=least,
                                    largest_step=most),
                      "Rprop", dict(lr=first, etas=(shrink, grow), step_sizes=(least, most)), problem)

    for problem in PROBLEMS:
        for lr, beta, eps in ((0.001, 0.9, 1e-8), (0.01, 0.99, 1e-6)):
            yield run("RMSProp", dict(learning_rate=lr, beta=beta, epsilon=eps), "RMSpropEpsInside",
                      dict(lr=lr, alpha=beta, eps=eps), problem)
    yield run("RMSProp", dict(learning_rate=0.1, beta=0.9, epsilon=1e-8), "RMSpropEpsInside",
              dict(lr=0.1, alpha=0.9, eps=1e-8), "ravine")
    # Without ε the two are one. Only where the first slope of no weight is 0.
    for problem in ("one weight", "ravine", "noisy bowl", "tiny", "huge"):
        yield run("RMSProp", dict(learning_rate=0.001, beta=0.9, epsilon=0), "RMSprop",
                  dict(lr=0.001, alpha=0.9, eps=0), problem)
    for eps in (1e-8, 1e-4):
        yield run("RMSProp", dict(learning_rate=0.001, beta=0.9, epsilon=1e-8), "RMSprop",
                  dict(lr=0.001, alpha=0.9, eps=eps), "tiny", agrees=False)

    for problem in PROBLEMS:
        for rho, eps in ((0.9, 1e-6), (0.95, 1e-8)):
            yield run("Adadelta", dict(beta=rho, epsilon=eps), "Adadelta", dict(lr=1.0, rho=rho, eps=eps), problem)
    yield run("Adadelta", dict(beta=0.9, epsilon=1e-6), "Adadelta", dict(lr=0.001, rho=0.9, eps=1e-6), "tiny",
              agrees=False)

    usual = (0.9, 0.999)
    for problem in PROBLEMS:
        for lr, betas, eps in ((0.001, usual, 1e-8), (0.1, usual, 1e-8), (0.01, (0.8, 0.99), 1e-4)):
            yield run("Adam", dict(learning_rate=lr, beta1=betas[0], beta2=betas[1], epsilon=eps), "Adam",
                      dict(lr=lr, betas=betas, eps=eps), problem)
    yield run("Adam", dict(learning_rate=0.5, beta1=0.9, beta2=0.999, epsilon=1e-8), "Adam",
              dict(lr=0.5, betas=usual, eps=1e-8), "ravine")
    yield run("Adam", dict(learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8), "Adam",
              dict(lr=0.01, betas=usual, eps=1e-8, amsgrad=True), "noisy", agrees=False)


# ── Learning rates by epoch, which lesson 17 counts from 0


def schedules():
    def rates(make, epochs):
        optimiser = torch.optim.SGD([torch.zeros(1)], lr=0.2)
        scheduler = make(optimiser)
        made = []
        for _ in range(epochs):
            made.append(optimiser.param_groups[0]["lr"])
            optimiser.step()
            scheduler.step()
        return made

    def by_hand(rate_at):
        return lambda optimiser: torch.optim.lr_scheduler.LambdaLR(optimiser, rate_at)

    def made(ours, options, make, **more):
        return {"ours": ours, "options": options, **more, "rates": rates(make, 12)}

    yield made("time_decay", dict(decay=0.5), by_hand(lambda epoch: 1 / (1 + 0.5 * epoch)))
    yield made("exponential_decay", dict(base=0.95), lambda o: torch.optim.lr_scheduler.ExponentialLR(o, gamma=0.95))
    yield made("sqrt_decay", dict(k=1), by_hand(lambda epoch: 1 / math.sqrt(epoch + 1)), first_epoch=1)
    yield made("step_decay", dict(factor=0.1, every=4),
               lambda o: torch.optim.lr_scheduler.StepLR(o, step_size=4, gamma=0.1))


# ── The numbers of docs/libraries.md


def first_step(library, slope, **options):
    """How far the first step takes a weight against its slope."""
    w = torch.zeros(1)
    optimiser = LIBRARY[library]([w], **options)
    w.grad = torch.tensor([float(slope)])
    optimiser.step()
    return -w.item()


def on_one_weight(library, steps=3, **options):
    return [w[0] for w in trajectory(library, options, "one weight")[:steps]]


def rprop(slopes, **options):
    w = torch.zeros(1)
    optimiser = torch.optim.Rprop([w], **options)
    path = []
    for slope in slopes:
        w.grad = torch.tensor([float(slope)])
        optimiser.step()
        path.append(w.item())
    return path


def averaged_model(values):
    """torch.optim.swa_utils.AveragedModel as a moving average with β = 0.9."""
    model = torch.nn.Linear(1, 1, bias=False)
    average = torch.optim.swa_utils.AveragedModel(model, avg_fn=lambda old, new, _: 0.9 * old + 0.1 * new)
    made = []
    for value in values:
        torch.nn.init.constant_(model.weight, value)
        average.update_parameters(model)
        made.append(average.module.weight.item())
    return made


def keras_adam_first_step(slope, lr, epsilon):
    """By the formula in Keras's documentation: Keras itself is not asked."""
    m, v = 0.1 * slope, 0.001 * slope**2
    return lr * math.sqrt(1 - 0.999) / (1 - 0.9) * m / (math.sqrt(v) + epsilon)


def numbers_of_the_page():
    """Under the name that says what it is, the number as the page prints it."""
    def six(x): return f"{x:.6g}"

    def many(xs): return ", ".join(six(x) for x in xs)

    def first_rmsprop(library, slope, eps): return first_step(library, slope, lr=0.1, alpha=0.9, eps=eps)

    numbers = {
        "one weight, SGD(lr=0.01)": many(on_one_weight("SGD", lr=0.01)),
        "one weight, SGD(lr=0.01, momentum=0.9)": many(on_one_weight("SGD", lr=0.01, momentum=0.9)),
        "one weight, SGD(lr=0.001, momentum=0.9)": many(on_one_weight("SGD", lr=0.001, momentum=0.9)),
        "one weight, SGD(lr=0.01, momentum=0.9, dampening=0.9)":
            many(on_one_weight("SGD", lr=0.01, momentum=0.9, dampening=0.9)),
        "one weight, SGD(lr=0.01, momentum=0.9, nesterov=True)":
            many(on_one_weight("SGD", lr=0.01, momentum=0.9, nesterov=True)),
        "slope 1e-4, Adagrad(lr=0.1, eps=1e-8)": six(first_step("Adagrad", 1e-4, lr=0.1, eps=1e-8)),
        "slope 1e-4, AdaGrad with ε inside": six(0.1 * 1e-4 / math.sqrt(1e-8 + 1e-8)),
        "slope 0.1, Adagrad(lr=0.1)": six(first_step("Adagrad", 0.1, lr=0.1)),
        "slope 0.1, Adagrad(lr=0.1, initial_accumulator_value=0.1)":
            six(first_step("Adagrad", 0.1, lr=0.1, initial_accumulator_value=0.1)),
        "Rprop on six slopes": many(rprop([-24, -20, -5, 3, 1, -2], lr=0.1)),
        "Rprop with lr below the smallest step": six(-rprop([1], lr=1e-9)[0]),
        "Rprop on slopes whose product is 0": many(rprop([-1e-170, -1e-170], lr=0.1)),
        "slope 1e-4, RMSprop with ε inside": six(first_rmsprop("RMSpropEpsInside", 1e-4, 1e-8)),
        "slope 1e-4, RMSprop(eps=1e-8)": six(first_rmsprop("RMSprop", 1e-4, 1e-8)),
        "slope 1e-4, RMSprop(eps=1e-4)": six(first_rmsprop("RMSprop", 1e-4, 1e-4)),
        "slope 3, RMSprop with ε inside": f"{first_rmsprop('RMSpropEpsInside', 3, 1e-8):.9f}",
        "slope 3, RMSprop(eps=1e-8)": f"{first_rmsprop('RMSprop', 3, 1e-8):.9f}",
        "slope 3, RMSprop(eps=1e-4)": f"{first_rmsprop('RMSprop', 3, 1e-4):.9f}",
        "slope 3, RMSprop at its defaults": six(first_step("RMSprop", 3)),
        "slope 3, RMSprop(alpha=0.9)": six(first_step("RMSprop", 3, alpha=0.9)),
        "slope 3, Adadelta at its defaults": six(first_step("Adadelta", 3)),
        "slope 3, Adadelta at Keras's defaults": six(first_step("Adadelta", 3, lr=0.001, rho=0.95, eps=1e-7)),
        "slope 1e-4, Adam(lr=0.1)": six(first_step("Adam", 1e-4, lr=0.1)),
        "slope 1e-4, Adam with ε̂ = 1e-8": six(keras_adam_first_step(1e-4, 0.1, 1e-8)),
        "slope 1e-4, Adam with ε̂ = 1e-7": six(keras_adam_first_step(1e-4, 0.1, 1e-7)),
        "moving average from its first value": many(averaged_model([10, 20, 30])),
        "moving average from 0": many([1, 0.9 * 1 + 2, 0.9 * 2.9 + 3]),
        "moving average, corrected": many([1 / 0.1, 2.9 / (1 - 0.9**2), 5.61 / (1 - 0.9**3)]),
        "0.98, once an epoch, after 3 epochs": six(0.2 * 0.98**3),
        "0.98, once a batch, after 3 epochs of 10 batches": six(0.2 * 0.98**30),
    }
    logits, labels = torch.tensor([[2.85, -2.1], [-0.4, -0.6]]), torch.tensor([0, 1])
    p = F.softmax(logits, dim=1)
    wide = torch.empty(10000, 25)  # 10000 inputs, 25 outputs, in our order
    torch.manual_seed(1)
    torch.nn.init.kaiming_normal_(wide, nonlinearity="relu", mode="fan_out")
    assert abs(wide.std().item() / math.sqrt(2 / 10000) - 1) < 0.01
    assert abs(torch.nn.Linear(10000, 25).weight.std().item() / math.sqrt(1 / 30000) - 1) < 0.01
    return numbers | {
        "cross_entropy": six(F.cross_entropy(logits, labels).item()),
        "cross_entropy, sum": six(F.cross_entropy(logits, labels, reduction="sum").item()),
        "cross_entropy of probabilities": six(F.cross_entropy(p, labels).item()),
        "binary_cross_entropy of 0 and 1": six(F.binary_cross_entropy(torch.zeros(1), torch.ones(1)).item()),
        "binary cross-entropy of a clamped at 1e-12": six(-math.log(1e-12)),
        "binary_cross_entropy_with_logits of 40 and 0":
            six(F.binary_cross_entropy_with_logits(torch.tensor([40.0]), torch.zeros(1)).item()),
        "He's spread over nn.Linear's": six(math.sqrt(2) / math.sqrt(1 / 3)),
    }


def lines(items):
    return "[\n" + ",\n".join(json.dumps(item, ensure_ascii=False) for item in items) + "\n]"


def write():
    parts = {"made_by": json.dumps(f"trajectories.py, torch {torch.__version__}"),
             "steps": json.dumps(RECORDED),
             "slopes": "{\n" + ",\n".join(f'"{name}": {json.dumps(s)}' for name, s in SLOPES.items()) + "\n}",
             "starts": json.dumps({name: start for name, (_, start) in PROBLEMS.items()}),
             "runs": lines(runs()), "schedules": lines(schedules()),
             "page": json.dumps(numbers_of_the_page(), ensure_ascii=False, indent=0)}
    print("{\n" + ",\n".join(f'"{name}": {text}' for name, text in parts.items()) + "\n}")


if __name__ == "__main__":
    write()
