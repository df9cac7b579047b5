// SPDX-License-Identifier: MIT
// Lesson 04: a line that descends to its points, and the same steps over the contours of the cost.
'use strict';

downhillLive.figure('04_fit_a_line', (figure) => {
  const { clamped, number } = downhillLive;
  let x, y, start = [0, 0], moved = true;
  const lesson = (noisy) => {
    const both = [...figure.call('points', noisy)];
    [x, y, moved] = [both.slice(0, 4), both.slice(4), true];
  };
  lesson(0);

  figure.title('A descent, seen twice', 'Left the line over the points, right its steps over *m* and *b*. Drag the points, and the start.');
  const height = (width) => clamped(width * 0.9, 260, 380);
  const [plane, valley] = figure.row({
    label: 'The points and the line', height, margins: () => ({ left: 34 }),
    x: { low: -0.5, high: 5, name: '*x*' }, y: { low: -2, high: 12, name: '*y*' },
  }, {
    label: 'The cost over slope and intercept, and the descent on it', height, margins: () => ({ left: 40 }),
    x: { low: -0.5, high: 3.2, name: 'slope *m*' }, y: { low: -1.5, high: 3.5, name: 'intercept *b*' },
  });
  const shown = figure.readouts('slope *m*', 'intercept *b*', 'cost', 'exact *m*', 'exact *b*', 'least cost');
  const controls = figure.controls();
  const rate = figure.slider(controls, { label: 'learning rate *α*', low: 0.001, high: 0.2, value: 0.01, log: true, spelt: (v) => number(v, 3) });
  const steps = figure.slider(controls, { label: 'steps', low: 0, high: 200, step: 1, value: 20 });
  const buttons = figure.buttons();
  figure.button(buttons, 'points on a line', () => lesson(0));
  figure.button(buttons, 'points on no line', () => lesson(1));
  figure.button(buttons, 'one more step', () => steps.set(steps.value + 1));

  const within = (axis, value) => clamped(Math.round(value * 100) / 100, axis.low, axis.high);
  const handles = x.map((_, i) => figure.handle(plane, {
    label: `point ${i + 1}`,
    at: () => [x[i], y[i]],
    move: (px, py) => { [x[i], y[i], moved] = [within(plane.x, px), within(plane.y, py), true]; },
    step: [0.1, 0.1],
    spelt: () => `x ${number(x[i])}, y ${number(y[i])}`,
    radius: 6,
  }));
  handles.push(figure.handle(valley, {
    label: 'start of the descent',
    at: () => start,
    move: (m, b) => { start = [within(valley.x, m), within(valley.y, b)]; },
    step: [0.1, 0.1],
    spelt: () => `slope ${number(start[0])}, intercept ${number(start[1])}`,
    classes: 'fill-grey',
    anywhere: true,
  }));

  const line = ([m, b], classes) =>  // from side to side, as far as the plot reaches
    plane.line([plane.x.low, plane.x.high].map((at) => [at, m * at + b]), classes);
  const errors = ([m, b]) => x.map((at, i) => plane.line([[at, y[i]], [at, m * at + b]], 'thin dashed stroke-violet')).join('');
  const way = (places) =>
    valley.line(places, 'casing') + valley.line(places, 'stroke-orange') + valley.dots(places, 'fill-orange');

  figure.draw = (resized) => {
    if (resized) { plane.axes(); valley.axes({ grid: false }); }
    if (resized || moved) {
      valley.bands('bands', figure.call('bands', x, y, [valley.x.low, valley.y.low], [valley.x.high, valley.y.high]));
      moved = false;
    }
    const flat = figure.call('way', x, y, ...start, rate.value, steps.value), exact = figure.call('exact', x, y);
    const places = Array.from({ length: steps.value + 1 }, (_, i) => flat.subarray(3 * i, 3 * i + 3));
    const end = places[steps.value];
    const early = [1, 2, 5, 10, 20, 50].filter((step) => step < steps.value).map((step) => line(places[step], 'thin faint stroke-orange'));
    plane.draw('lines', line(places[0], 'thin stroke-grey') + early.join('') + errors(end) + line(end, 'stroke-orange'), 'nearly');
    const best = exact.length ? valley.dot(exact[0], exact[1], 7, 'fill-green ring') + valley.text(exact[0], exact[1], 'exact', 'strong halo fill-green', 11, -8) : '';
    valley.draw('way', way(places) + best + valley.dot(end[0], end[1], 5.5, 'fill-orange ring'), 'nearly');
    handles.forEach((handle) => handle.show());
    [...end].forEach((value, i) => shown[i](value, number(value), 'orange'));
    [0, 1, 2].forEach((i) => (exact.length ? shown[3 + i](exact[i], number(exact[i]), 'green') : shown[3 + i](NaN, 'none: all x are equal')));
    figure.say(`After ${steps.value} steps at rate ${number(rate.value, 3)} the line has slope ${number(end[0])} and intercept ` +
      `${number(end[1])}, its cost is ${number(end[2])}.` + (exact.length ? ` The best line has ${number(exact[0])} and ${number(exact[1])}.` : ''));
  };
});
