// SPDX-License-Identifier: MIT
// Lesson 10: a network of two inputs, two hidden units and one output, its values forward and its slopes back.
'use strict';

downhillLive.figure('10_backprop_by_hand', (figure) => {
  const { clamped, number, svg } = downhillLive;
  const short = (value) => number(value, 3);
  const kNames = ['*x*₁ → *h*₁', '*x*₁ → *h*₂', '*x*₂ → *h*₁', '*x*₂ → *h*₂', '*h*₁ → *y*', '*h*₂ → *y*'];
  const plain = (text) => text.replaceAll('*', '');
  let weights = [...figure.call('weights')], chosen = 3, back = true, taken = 0;

  figure.title('Values go forward, slopes come back', 'Plain: values, and weights as factors. Orange: slopes of the loss. Choose a weight and change it.');
  const wide = () => plot.width > 560;
  const [plot] = figure.row({
    label: 'The network with its values and slopes',
    height: (width) => clamped(width * 0.56, 330, 400),
    margins: () => ({ left: 0, right: 0, top: 0, bottom: 0 }),
    x: { low: 0, high: 1 }, y: { low: 0, high: 1 },
  });
  const [showPrediction, showLoss, showSlope, showMeasured, showSteps] =
    figure.readouts('prediction *y*', 'loss', 'slope of the chosen weight', 'measured from two losses', 'steps taken');
  const controls = figure.controls();
  const weight = figure.slider(controls, { label: `weight ${kNames[chosen]}`, low: -4, high: 4, step: 0.1, value: weights[chosen], spelt: short, on: (v) => { weights[chosen] = v; } });
  const x1 = figure.slider(controls, { label: 'input *x*₁', low: -3, high: 3, step: 0.1, value: 0, spelt: short });
  const x2 = figure.slider(controls, { label: 'input *x*₂', low: -3, high: 3, step: 0.1, value: 1, spelt: short });
  const target = figure.slider(controls, { label: 'target *t*', low: 0, high: 12, step: 0.1, value: 4, spelt: short });
  const rate = figure.slider(controls, { label: 'learning rate *α*', low: 0.001, high: 0.2, value: 0.01, log: true, spelt: short });
  const buttons = figure.buttons();
  const learn = (steps) => {
    weights = [...figure.call('learnt', weights, [x1.value, x2.value], target.value, rate.value, steps)];
    taken += steps;
  };
  figure.button(buttons, 'one step', () => learn(1));
  figure.button(buttons, 'ten steps', () => learn(10));
  figure.button(buttons, 'start again', () => {
    [weights, taken] = [[...figure.call('weights')], 0];
    [[x1, 0], [x2, 1], [target, 4], [rate, 0.01]].forEach(([slider, value]) => slider.set(value));
  });
  figure.choice(buttons, 'what is shown', ['values', 'values and slopes'], 1, (index) => { back = index === 1; });

  // Where everything stands, as shares of the width and the height.
  const kRadius = 25;
  const places = () => (wide()
    ? { x: [[0.07, 0.76], [0.07, 0.22]], h: [[0.43, 0.76], [0.43, 0.22]], y: [0.79, 0.49] }
    : { x: [[0.09, 0.76], [0.09, 0.22]], h: [[0.5, 0.76], [0.5, 0.22]], y: [0.9, 0.49] });
  const edges = ({ x, h, y }) => [[x[0], h[0]], [x[0], h[1]], [x[1], h[0]], [x[1], h[1]], [h[0], y], [h[1], y]];
  const kAlong = [0.5, 0.27, 0.27, 0.5, 0.46, 0.46];  // where on an edge its numbers stand: not where two cross

  function arrow([from, to], classes, thickness) {
    const [x0, y0, x1, y1] = [plot.X(from[0]), plot.Y(from[1]), plot.X(to[0]), plot.Y(to[1])], length = Math.hypot(x1 - x0, y1 - y0);
    const at = (far, aside) => `${(x0 + ((x1 - x0) * far - (y1 - y0) * aside) / length).toFixed(1)} ${(y0 + ((y1 - y0) * far + (x1 - x0) * aside) / length).toFixed(1)}`;
    const end = length - kRadius - 3;
    return `<path d="M${at(kRadius + 2, 0)}L${at(end - 9, 0)}" class="line stroke-${classes}" style="stroke-width:${thickness.toFixed(1)}"/>` +
      `<path d="M${at(end, 0)}L${at(end - 11, 5)}L${at(end - 11, -5)}Z" class="fill-${classes}"/>`;
  }
  function node(place, name, value, { idle = false, slope } = {}) {
    const [px, py] = [plot.X(place[0]), plot.Y(place[1])], low = place[1] < 0.4;
    return `<circle cx="${px.toFixed(1)}" cy="${py.toFixed(1)}" r="${kRadius}" class="node stroke-${idle ? 'grey' : 'ink'}${idle ? ' dashed' : ''}"/>` +
      plot.write(px, py + 6, short(value), `middle strong ${idle ? 'fill-grey' : ''}`) +
      plot.write(px, py - kRadius - 8, name, 'middle') +
      (back && slope !== undefined ? plot.write(px, py + (low ? kRadius + 20 : -kRadius - 28), `slope ${short(slope)}`, 'middle halo fill-orange') : '');
  }

  // The six weights: chosen by a click or by being focused, and then moved by the arrow keys or the slider.
  const choose = (index) => {
    chosen = index;
    weight.rename(`weight ${kNames[chosen]}`);
    figure.redraw();
  };
  const grips = kNames.map((name, i) => {
    const grip = svg('g', { class: 'live-chosen', tabindex: '0', role: 'slider', 'aria-label': `weight ${plain(name)}` });
    grip.addEventListener('click', () => choose(i));
    grip.addEventListener('focus', () => choose(i));
    grip.addEventListener('keydown', (event) => {
      const by = { ArrowUp: 0.1, ArrowRight: 0.1, ArrowDown: -0.1, ArrowLeft: -0.1 }[event.key];
      if (!by || event.altKey || event.ctrlKey || event.metaKey) return;  // these are the browser's
      weight.set(Number((weights[i] + by).toFixed(6)));
      weights[i] = weight.value;
      event.preventDefault();
      figure.redraw();
    });
    plot.handles.append(grip);
    return grip;
  });
  function mark(grip, i, edge, slope) {
    const along = kAlong[i], px = plot.X(edge[0][0] + along * (edge[1][0] - edge[0][0])), py = plot.Y(edge[0][1] + along * (edge[1][1] - edge[0][1]));
    const half = wide() ? 38 : 28, tall = back ? 44 : 26;
    grip.innerHTML = `<rect x="${(px - half).toFixed(1)}" y="${(py - tall / 2).toFixed(1)}" width="${2 * half}" height="${tall}" rx="9" class="plate"/>` +
      plot.write(px, py + (back ? -3 : 5), `× ${short(weights[i])}`, 'middle strong') +
      (back ? plot.write(px, py + 16, `${wide() ? 'slope ' : ''}${short(slope)}`, 'middle fill-orange') : '');
    grip.toggleAttribute('data-chosen', i === chosen);
    grip.setAttribute('aria-valuenow', weights[i]);
    grip.setAttribute('aria-valuetext', `${short(weights[i])}, slope ${short(slope)}`);
  }

  figure.draw = () => {
    const input = [x1.value, x2.value];
    const [z1, z2, h1, h2, s, y, loss] = figure.call('values', weights, input, target.value);
    const slopes = figure.call('slopes', weights, input, target.value);
    const [measured] = figure.call('measured', weights, input, target.value, chosen);
    weight.set(weights[chosen]);
    weight.show(weights[chosen]);
    const at = places(), ways = edges(at);
    plot.draw('edges', ways.map((edge, i) => {
      const strong = back && slopes[i] !== 0;
      return arrow(edge, strong ? 'orange' : 'grey', strong ? Math.min(6, 1.4 + Math.abs(slopes[i]) / 8) : 1.4);
    }).join(''));
    plot.draw('nodes', node(at.x[0], '*x*₁', x1.value) + node(at.x[1], '*x*₂', x2.value) +
      node(at.h[0], '*h*₁', h1, { idle: z1 <= 0, slope: slopes[6] }) + node(at.h[1], '*h*₂', h2, { idle: z2 <= 0, slope: slopes[7] }) +
      node(at.y, '*y*', y, { idle: s <= 0 }));
    const lines = [`target ${short(target.value)}`, `loss ${short(loss)}`, ...(back ? [`slope ${short(slopes[8])}`] : [])];
    const [px, py] = wide() ? [plot.X(at.y[0]) + kRadius + 14, plot.Y(at.y[1]) - 14] : [plot.width - 4, plot.Y(at.y[1]) + kRadius + 22];
    plot.draw('target', lines.map((line, i) => plot.write(px, py + 21 * i, line, `${wide() ? '' : 'end'} ${i === 2 ? 'fill-orange' : ''}`)).join(''));
    grips.forEach((grip, i) => mark(grip, i, ways[i], slopes[i]));
    showPrediction(y);
    showLoss(loss);
    showSlope(slopes[chosen], number(slopes[chosen]), 'orange');
    showMeasured(measured, number(measured), 'orange');
    showSteps(taken);
    figure.say(`Prediction ${short(y)}, target ${short(target.value)}, loss ${short(loss)}. Slope of the weight ${plain(kNames[chosen])}: ${short(slopes[chosen])}.` +
      [z1, z2].map((z, i) => (z <= 0 ? ` Hidden unit ${i + 1} is silent: its weights learn nothing.` : '')).join(''));
  };
});
