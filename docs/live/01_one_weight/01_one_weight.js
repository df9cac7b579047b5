// SPDX-License-Identifier: MIT
// Lesson 01: the stairs of descent on the loss of one weight, at any rate and from any start.
'use strict';

downhillLive.figure('01_one_weight', (figure) => {
  const { clamped, number } = downhillLive;
  const kSteps = 20, kSamples = 121;
  const short = (value) => number(value, 3);
  figure.title('The slope says which way, and how far', 'Loss (*wx* − *t*)² over the weight, and 20 steps of descent. Drag the start.');
  const [plot] = figure.row({
    label: 'The loss over the weight, and the steps of descent on it',
    height: (width) => clamped(width * 0.58, 290, 400),
    x: { low: 0, high: 6, name: 'weight *w*' },
    y: { low: 0, high: 36, name: 'loss *L*(*w*)' },
  });
  const [showPrediction, showSlope, showNext, showFactor, showEnd] =
    figure.readouts('prediction', 'slope *dL*/*dw*', 'next weight', 'factor of the error', `weight after ${kSteps} steps`);
  const controls = figure.controls();
  const rate = figure.slider(controls, { label: 'learning rate *α*', low: 0.002, high: 0.3, value: 0.01, log: true, spelt: short });
  const start = figure.slider(controls, { label: 'start *w*', low: 0, high: 6, step: 0.05, value: 2, spelt: short });
  const input = figure.slider(controls, { label: 'input *x*', low: 2, high: 5, step: 0.1, value: 3, spelt: short });
  const target = figure.slider(controls, { label: 'target *t*', low: 2, high: 12, step: 0.5, value: 10, spelt: short });
  const rates = figure.buttons(), border = () => figure.call('border', input.value)[0];
  const kRates = { 'small steps': () => 0.01, 'lands in one step': () => border() / 2, 'bounces for ever': border,
    'grows and grows': () => 1.08 * border() };
  for (const [name, value] of Object.entries(kRates)) figure.button(rates, name, () => rate.set(value()));

  const way = () => figure.call('way', start.value, input.value, target.value, rate.value, kSteps);
  const handle = figure.handle(plot, {
    label: 'start of the descent',
    at: () => [start.value, Math.min(plot.y.high, way()[1])],
    move: (x) => start.set(Math.round(x * 20) / 20),
    step: [0.05, 0],
    spelt: () => `weight ${number(start.value)}`,
    classes: 'fill-orange',
  });

  // From each place along the level to the next weight, then down, or up, to the curve.
  function stairs(steps) {
    const points = [];
    steps.forEach(([weight, loss], i) => {
      if (i > 0) points.push([weight, steps[i - 1][1]]);
      points.push([weight, loss]);
    });
    return points;
  }
  const dots = (steps) => plot.dots(steps, 'fill-orange ring', { least: 2, most: 5, seen: -1 });
  function tangent([weight, loss, slope]) {
    const reach = 90 / Math.hypot(plot.X(1) - plot.X(0), slope * (plot.Y(1) - plot.Y(0)));
    return [[weight - reach, loss - reach * slope], [weight + reach, loss + reach * slope]];
  }
  const told = (factor) => (factor < 1 ? 'it arrives' : factor > 1 ? 'it never arrives' : 'it bounces for ever');

  figure.draw = (resized) => {
    if (resized) plot.axes();
    const flat = way(), [factor] = figure.call('factor', input.value, rate.value);
    const [lowest] = figure.call('lowest', input.value, target.value);
    const steps = Array.from({ length: kSteps + 1 }, (_, i) => flat.subarray(3 * i, 3 * i + 3));
    const losses = figure.call('losses', plot.x.low, plot.x.high, kSamples, input.value, target.value);
    plot.draw('curve', plot.line(Array.from({ length: kSamples }, (_, i) => losses.subarray(2 * i, 2 * i + 2)), 'stroke-ink'), 'nearly');
    plot.draw('way', plot.line(stairs(steps), 'thin stroke-orange') +
      plot.line(tangent(steps[0]), 'dashed stroke-blue') + plot.dot(lowest, 0, 6, 'fill-green ring') + dots(steps), 'nearly');
    handle.show();
    showPrediction(figure.call('prediction', start.value, input.value)[0]);
    showSlope(steps[0][2], number(steps[0][2]), 'blue');
    showNext(steps[1][0], number(steps[1][0]), 'orange');
    showFactor(factor);
    showEnd(steps[kSteps][0]);
    figure.say(`From weight ${number(start.value)} at rate ${short(rate.value)}: slope ${number(steps[0][2])}, next weight ` +
      `${number(steps[1][0])}. Each step multiplies the error by ${number(factor)}: ${told(Number(Math.abs(factor).toFixed(9)))}.`);
  };
});
