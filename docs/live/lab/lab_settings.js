// SPDX-License-Identifier: MIT
// What can be set in the lab: the options of the optimisers and their scales, the grounds, and how all of it is
// written into the address after the #.
'use strict';

const labSettings = (() => {
  const { clamped } = downhillLive;
  const kSamples = 64;  // that the mean of all slopes is taken of

  // ── Scales: what stands at a share (0 … 1) of a slider or an axis, and the share of a value. Rounding keeps two places
  //    of a slider apart: else an arrow key would not get away from where it is.

  const logarithmic = (low, high, shown) => ({
    low, high, shown,
    value: (share) => Number((low * (high / low) ** share).toPrecision(3)),
    share: (value) => Math.log(value / low) / Math.log(high / low),
  });
  const linear = (low, high, shown) => ({
    low, high, shown,
    value: (share) => Number((low + (high - low) * share).toFixed(3)),
    share: (value) => (value - low) / (high - low),
  });
  /** From 0 to 0.99…9: evenly in how much is forgotten at each step, which is what matters. */
  const memory = (nines) => ({
    low: 0, high: 1 - 10 ** -nines, shown: [0, 0.9, 0.99, 0.999, 0.9999].slice(0, nines + 1),
    value: (share) => Number((1 - Number((10 ** (-nines * share)).toPrecision(3))).toFixed(nines + 3)),
    share: (value) => -Math.log10(1 - value) / nines,
  });
  /** One of a list of rising numbers. */
  const rungs = (list) => ({
    low: list[0], high: list.at(-1), count: list.length,
    value: (share) => list[Math.round(share * (list.length - 1))],
    share: (value) => list.findLastIndex((rung) => rung <= value) / (list.length - 1),
  });

  const rate = { name: 'rate *α*', scale: logarithmic(1e-4, 10, [1e-4, 1e-3, 0.01, 0.1, 1, 10]), usual: 0.1 };
  const beta = { name: 'memory *β*', scale: memory(3), usual: 0.9 };
  const epsilon = { name: 'floor *ε*', scale: logarithmic(1e-10, 10, [1e-10, 1e-8, 1e-6, 1e-4, 0.01, 1]), usual: 1e-8 };
  const kSteps = rungs([...Array(20).keys()].map((i) => i + 1).concat([22, 24, 26, 28, 30, 33, 36, 40, 45, 50, 55, 60, 65,
    70, 75, 80, 90, 100, 110, 120, 130, 140, 150, 160, 180, 200, 220, 240, 260, 280, 300, 350, 400, 450, 500, 550, 600, 700,
    800, 900, 1000, 1200, 1400, 1600, 1800, 2000, 2500, 3000, 3500, 4000, 4500, 5000]));

  /** In the order of lesson 24. across and up: which options span the map. */
  const kMethods = [
    { key: 'descent', name: 'Plain descent', options: [rate], across: 0 },
    { key: 'momentum', name: 'Momentum', options: [rate, beta], across: 0, up: 1 },
    { key: 'heavy_ball', name: 'HeavyBall', options: [rate, beta], across: 0, up: 1 },
    { key: 'adagrad', name: 'AdaGrad', options: [rate, epsilon], across: 0, up: 1 },
    {
      key: 'rprop', name: 'Rprop', across: 0, up: 2,
      options: [{ name: 'first step *Δ*₀', scale: rate.scale, usual: 0.1 },
        { name: 'growth *η*⁺', scale: linear(1.01, 2), usual: 1.2 },
        { name: 'shrinkage *η*⁻', scale: linear(0.05, 0.95, [0.05, 0.5, 0.95]), usual: 0.5 }],
    },
    { key: 'rmsprop', name: 'RMSProp', options: [rate, beta, epsilon], across: 0, up: 1 },
    { key: 'adadelta', name: 'Adadelta', options: [beta, { ...epsilon, usual: 1e-6 }], across: 1, up: 0 },
    {
      key: 'adam', name: 'Adam', across: 0, up: 1,
      options: [rate, { ...beta, name: 'memory *β*₁' }, { ...beta, name: 'memory *β*₂', scale: memory(4), usual: 0.999 }, epsilon],
    },
  ];
  /** usual: first options of methods on this ground, where they are not those of kMethods. */
  const kRavine = { descent: 0.0769, heavy_ball: 0.01, adagrad: 1, adam: 0.5 };
  const kGrounds = [
    { key: 'ravine', name: 'Ravine', steps: 120, usual: kRavine },
    { key: 'turned', name: 'Turned ravine', steps: 120, usual: kRavine },
    { key: 'basins', name: 'Two basins', steps: 60, usual: { descent: 0.02, heavy_ball: 0.02 } },
    {
      key: 'rosenbrock', name: 'Rosenbrock', steps: 600,
      usual: { descent: 0.002, momentum: 0.005, heavy_ball: 0.001, adagrad: 0.5, rmsprop: 0.02, adam: 0.2 },
    },
  ];
  const kBatches = [kSamples, 16, 4, 1];

  // ── The state, and how it is written after the # ───────────────────────────────────────────────────────────

  const methodOf = (side) => kMethods[side.method];

  /** A method's options as they usually are on a ground. */
  const usualOf = (ground, { key, options }) => options.map((option, i) => (i === 0 && kGrounds[ground].usual[key]) || option.usual);

  /** Four numbers, as the module takes them: what was chosen, else what is usual. */
  const optionsOf = (state, side) => [...(side.chosen ?? usualOf(state.ground, methodOf(side))), 0, 0, 0].slice(0, 4);
  const stepsOf = (state) => state.steps ?? kGrounds[state.ground].steps;

  function fragmentOf(state) {
    const sides = state.sides.map((side, i) => {
      const { key, options } = methodOf(side);
      return `${'ab'[i]}=${[key, ...optionsOf(state, side).slice(0, options.length)].join(',')}`;
    });
    const parts = ['lab=1', `on=${kGrounds[state.ground].key}`, `from=${state.from.join(',')}`, `steps=${stepsOf(state)}`, ...sides];
    if (state.batch < kSamples) parts.push(`batch=${state.batch},${state.seed}`);
    return parts.join('&');
  }

  /** Numbers from a text such as "10,1", each within its limits; the usual where it is none. */
  function numbersIn(text, limits) {
    const given = (text ?? '').split(',');
    return limits.map(({ low, high, usual }, i) => {
      const value = given[i]?.trim() ? Number(given[i]) : NaN;
      return Number.isFinite(value) ? clamped(value, low, high) : usual;
    });
  }

  function sideIn(text, ground, fresh) {
    const [key, ...given] = (text ?? '').split(',');
    const method = kMethods.findIndex((known) => known.key === key);
    if (method < 0) return fresh;
    const usual = usualOf(ground, kMethods[method]);
    const limits = kMethods[method].options.map(({ scale: { low, high } }, i) => ({ low, high, usual: usual[i] }));
    return { method, chosen: given.length ? numbersIn(given.join(','), limits) : null };
  }

  /** The state that a fragment describes. What is missing or makes no sense is as usual; null if it is no lab's. */
  function stateIn(fragment, places) {
    const given = new URLSearchParams(fragment.slice(1, 500));
    if (given.get('lab') !== '1') return null;
    const fresh = freshState(Math.max(0, kGrounds.findIndex(({ key }) => key === given.get('on'))), places);
    const { start: [x, y], view: [left, right, bottom, top] } = places[fresh.ground];
    const [batch, seed] = numbersIn(given.get('batch'), [{ low: 1, high: kSamples, usual: kSamples }, { low: 1, high: 9999, usual: 1 }]);
    return {
      ...fresh,
      from: numbersIn(given.get('from'), [{ low: left, high: right, usual: x }, { low: bottom, high: top, usual: y }]),
      steps: given.has('steps') ? Math.round(numbersIn(given.get('steps'), [{ low: 1, high: kSteps.high, usual: kGrounds[fresh.ground].steps }])[0]) : null,
      batch: kBatches.find((size) => size <= batch),
      seed: Math.round(seed),
      sides: fresh.sides.map((side, i) => sideIn(given.get('ab'[i]), fresh.ground, side)),
    };
  }

  function freshState(ground, places) {
    return {
      ground, from: places[ground].start, steps: null, batch: kSamples, seed: 1,
      sides: [{ method: 2, chosen: null }, { method: 7, chosen: null }],
    };
  }

  return { kSamples, kSteps, kMethods, kGrounds, kBatches, methodOf, optionsOf, stepsOf, fragmentOf, stateIn, freshState };
})();
