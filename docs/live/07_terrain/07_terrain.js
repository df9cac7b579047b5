// SPDX-License-Identifier: MIT
// Lesson 07: descent on a bowl, from round to a ravine, with the factors that decide it; and on two basins.
'use strict';

downhillLive.figure('07_terrain', (figure) => {
  const { clamped, number } = downhillLive;
  const short = (value) => number(value, 3), kSamples = 121;
  const rows = (flat, columns) => Array.from({ length: flat.length / columns }, (_, i) => flat.subarray(columns * i, columns * (i + 1)));
  let basins = false, start = [10, 1], weight = 1.5, ground = '';

  figure.title('The steepest weight sets the limit, the flattest the pace', 'Drag the start, and the learning rate in the second plot.');
  const [map, side] = figure.row({
    label: 'The ground and the descent on it',
    share: 3, least: 330,
    height: (width) => clamped(width * 0.62, 250, 330),
    margins: () => ({ left: 36 }),
    x: { low: -2, high: 12, name: '*w*₁' }, y: { low: -2, high: 2, name: '*w*₂' },
  }, {
    label: 'The factors over the learning rate; on two basins, the weight over the steps',
    share: 2, least: 250,
    height: (width) => clamped(width * 0.9, 250, 330),
    margins: () => ({ left: 40 }),
    x: { low: 0, high: 0.1, name: 'learning rate *α*' }, y: { low: 0, high: 1.4, name: '|factor|' },
  });
  const ofBowl = figure.readouts('factor along *w*₁', 'factor along *w*₂', 'the slower', 'best rate', 'bounces at', 'height at the end');
  const [showBest, showLimit, showEnd] = ofBowl.slice(3);
  const ofBasins = figure.readouts('start', 'next weight', 'weight at the end', 'height at the end');
  const grounds = figure.buttons(), controls = figure.controls();
  const rate = figure.slider(controls, { label: 'learning rate *α*', low: 0.005, high: 2.5, value: 0.02, log: true, spelt: short });
  const steps = figure.slider(controls, { label: 'steps', low: 0, high: 100, step: 1, value: 30 });
  const across = figure.slider(controls, { label: 'curvature across *λ*₂', low: 1, high: 30, step: 0.5, value: 25, spelt: short });
  const buttons = figure.buttons();
  const kRates = { 'quiet': 0.5, 'best': null, 'bounces': 1, 'climbs out': 1.03 };
  const presets = Object.entries(kRates).map(([name, share]) => figure.button(buttons, name, () => {
    const [best, limit] = figure.call('rates', across.value);
    rate.set(share === null ? best : share * limit);
  }));

  function onBowl(curvature) {
    basins = false;
    across.set(curvature);
    Object.assign(map.x, { low: -2, high: 12, name: '*w*₁' });
    Object.assign(map.y, { low: -2, high: 2, name: '*w*₂' });
    Object.assign(side.x, { low: 0, name: 'learning rate *α*' });
    Object.assign(side.y, { low: 0, high: 1.4, name: '|factor|' });
  }
  function onBasins() {
    basins = true;
    Object.assign(map.x, { low: -2, high: 2, name: 'weight *w*' });
    Object.assign(map.y, { low: -1.6, high: 2.6, name: 'height' });
    Object.assign(side.x, { low: 0, name: 'step' });
    Object.assign(side.y, { low: -2, high: 2, name: 'weight *w*' });
    if (rate.value > 0.5) rate.set(0.05);
  }
  figure.choice(grounds, 'ground', ['round bowl', 'ravine', 'two basins'], 1, (index) => {
    [() => onBowl(1), () => onBowl(25), onBasins][index]();
    if (index === 0) rate.set(0.3);
    if (index > 0 && rate.value > 0.1) rate.set(index === 1 ? 0.02 : 0.05);
    ofBowl.list.hidden = basins;
    ofBasins.list.hidden = !basins;
    across.hide(basins);
    presets.forEach((preset) => { preset.hidden = basins; });
    ground = '';
  });

  const within = (axis, value, digits) => clamped(Number(value.toFixed(digits)), axis.low, axis.high);
  const startHandle = figure.handle(map, {
    label: 'start of the descent',
    at: () => (basins ? [weight, Math.min(map.y.high, figure.call('basins_way', weight, rate.value, 0)[1])] : start),
    move: (x, y) => { if (basins) weight = within(map.x, x, 2); else start = [within(map.x, x, 2), within(map.y, y, 2)]; },
    step: [0.1, 0.1],
    spelt: () => (basins ? `weight ${number(weight)}` : `${number(start[0])}, ${number(start[1])}`),
    anywhere: true,
  });
  const rateHandle = figure.handle(side, {
    label: 'learning rate',
    at: () => [Math.min(rate.value, side.x.high), Math.min(side.y.high, figure.call('factors', across.value, rate.value)[2])],
    move: (value) => rate.set(Number(Math.max(0.005, value).toPrecision(3))),
    step: [0.001, 0],
    spelt: () => short(rate.value),
    classes: 'fill-orange',
    anywhere: true,
  });

  const descent = (plot, places) => plot.line(places, 'casing') + plot.line(places, 'stroke-orange') +
    plot.dots(places, 'fill-orange') + plot.dot(...places[places.length - 1], 5.5, 'fill-orange ring');

  function drawBowl() {
    const now = `bowl ${across.value} ${map.width}`, [best, limit] = figure.call('rates', across.value);
    if (ground !== now) {
      map.axes({ grid: false });
      map.bands('ground', figure.call('bands', across.value, [map.x.low, map.y.low], [map.x.high, map.y.high]));
      side.x.high = 1.25 * limit;
      side.axes();
      const factors = rows(figure.call('factors_by_rate', across.value, side.x.high, kSamples), 4);
      const curve = (column, classes) => side.line(factors.map((row) => [row[0], row[column]]), classes);
      side.draw('curves', curve(3, 'bold stroke-ink') + curve(1, 'dashed stroke-blue') + curve(2, 'dashed stroke-violet'), 'nearly');
      side.draw('names', side.text(limit / 5, 0.2, '*w*₂', 'strong halo fill-violet', -34, 0) + side.text(limit / 2, factors[0][1], '*w*₁', 'strong halo fill-blue', 0, -10));
      ground = now;
    }
    const places = rows(figure.call('way', across.value, ...start, rate.value, steps.value), 3), [along, steep, slower] = figure.call('factors', across.value, rate.value);
    map.draw('way', descent(map, places.map(([x, y]) => [x, y])) + map.dot(0, 0, 5, 'fill-green ring'), 'nearly');
    [along, steep, slower].forEach((factor, i) => ofBowl[i](factor, number(factor), ['blue', 'violet', slower > 1 ? 'orange' : ''][i]));
    showBest(best);
    showLimit(limit);
    showEnd(places[steps.value][2]);
    figure.say(`On curvatures 1 and ${short(across.value)} at rate ${short(rate.value)} a step multiplies the distance by ${short(along)} and ${short(steep)}: ` +
      (slower < 1 ? `after ${steps.value} steps the height is ${short(places[steps.value][2])}.` : 'it never arrives.'));
  }

  function drawBasins() {
    const now = `basins ${map.width} ${steps.value}`;
    if (ground !== now) {
      side.x.high = Math.max(1, steps.value);
      side.axes();
      map.axes();
      map.draw('ground', map.line(rows(figure.call('basins', map.x.low, map.x.high, kSamples), 2), 'stroke-ink'), 'nearly');
      side.draw('names', '');
      ground = now;
    }
    const places = rows(figure.call('basins_way', weight, rate.value, steps.value), 2), end = places[steps.value];
    map.draw('way', map.line(places, 'thin stroke-orange') + map.dots(places, 'fill-orange') + map.dot(...end, 6, 'fill-green ring'), 'nearly');
    const over = places.map(([at], i) => [i, at]);
    side.draw('curves', descent(side, over), 'nearly');
    const shown = [weight, places[Math.min(1, steps.value)][0], end[0], end[1]];
    shown.forEach((value, i) => ofBasins[i](value));
    figure.say(`From ${number(weight)} at rate ${short(rate.value)}, after ${steps.value} steps: weight ${number(end[0])}, height ${number(end[1])}.`);
  }

  figure.draw = (resized) => {
    if (resized) ground = '';
    rateHandle.hide(basins);
    (basins ? drawBasins : drawBowl)();
    startHandle.show();
    if (!basins) rateHandle.show();
  };
});
