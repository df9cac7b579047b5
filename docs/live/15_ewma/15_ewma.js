// SPDX-License-Identifier: MIT
// Lesson 15: an average that forgets, raw and corrected, and the weights behind it.
'use strict';

downhillLive.figure('15_ewma', (figure) => {
  const { clamped, number, fixed } = downhillLive;
  const kCount = 80, kJitter = 3;
  let seed = 7;
  figure.title('An average that starts at zero starts too low', 'Noisy readings, and their moving average. Drag the marker to any reading.');
  const wide = (width) => width > 480;
  const margins = (width) => ({ right: wide(width) ? 84 : 14 });  // room for the names of the lines
  const [plot] = figure.row({
    label: 'Readings over time with their raw and their corrected average',
    height: (width) => clamped(width * 0.46, 250, 330),
    margins: (width) => ({ ...margins(width), bottom: 26 }),
    x: { low: 0, high: kCount },
    y: { low: 0, high: 16, name: 'reading' },
  });
  const [behind] = figure.row({
    label: 'What each reading counts for in the raw average',
    height: (width) => clamped(width * 0.25, 150, 180),
    margins: (width) => ({ ...margins(width), top: 30 }),
    x: { low: 0, high: kCount, name: 'reading number *t*' },
    y: { low: 0, high: 0.12, name: 'weight of each reading' },
  });
  const [showReading, showRaw, showCorrected, showSum, showWindow] =
    figure.readouts('reading', 'raw *v*', 'corrected *v̂*', 'all weights together', 'looks back on about');
  const controls = figure.controls();
  const beta = figure.slider(controls, { label: 'memory *β*', low: 0, high: 0.99, step: 0.01, value: 0.9, spelt: (v) => fixed(v, 2) });
  const marked = figure.slider(controls, { label: 'reading number *t*', low: 1, high: kCount, step: 1, value: 10 });
  const jitter = figure.slider(controls, { label: 'jitter of the readings', low: 0, high: 6, step: 0.5, value: kJitter });
  const buttons = figure.buttons();
  figure.button(buttons, 'other readings', () => { seed += 1; });
  for (const value of [0.5, 0.9, 0.98]) figure.button(buttons, `*β* = ${value}`, () => beta.set(value));

  const numbers = () => figure.call('readings', seed, jitter.value);
  const corrected = (series) => figure.call('corrected', series, beta.value);
  const handle = figure.handle(plot, {
    label: 'marked reading',
    at: () => [marked.value, corrected(numbers())[marked.value - 1]],
    move: (t) => marked.set(Math.round(t)),
    step: [1, 0],
    spelt: () => `reading ${marked.value}`,
    classes: 'fill-blue',
    radius: 7,
    anywhere: true,
  });

  const points = (series) => Array.from(series, (value, i) => [i + 1, value]);
  // Each as large as what it counts for.
  function dots(series, weights) {
    return points(series).map(([t, value]) => {
      const share = (weights[weights.length - t] ?? 0) / weights[0];
      return plot.dot(t, value, (2 + 3 * Math.sqrt(share)).toFixed(1), 'fill-grey');
    }).join('');
  }
  function names(low, high) {
    const middle = (plot.Y(low) + plot.Y(high)) / 2, apart = Math.max(9, Math.abs(plot.Y(low) - plot.Y(high)) / 2);
    const sign = low <= high ? 1 : -1, beside = wide(plot.width), far = beside ? apart : apart + 12;
    const name = (text, way, classes) =>
      plot.write(plot.box.right + (beside ? 8 : 0), middle + sign * way + 5, text, `strong halo ${classes}${beside ? '' : ' end'}`);
    return name('raw', far, 'fill-orange') + name('corrected', -far, 'fill-blue');
  }
  function bars(weights, t) {
    const width = Math.max(1.5, (behind.X(1) - behind.X(0)) * 0.7);
    return Array.from(weights, (weight, age) => {
      const x = behind.X(t - age) - width / 2, y = behind.Y(weight);
      return `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${width.toFixed(1)}" height="${(behind.box.bottom - y).toFixed(1)}" class="fill-orange"/>`;
    }).join('');
  }

  figure.draw = (resized) => {
    if (resized) plot.axes();
    const series = numbers(), t = marked.value, even = corrected(series), raw = figure.call('raw', series, beta.value);
    const weights = figure.call('weights', t, beta.value), [sum] = figure.call('all_weights', t, beta.value);
    const [window] = figure.call('window', beta.value);
    plot.draw('readings', dots(series, weights), 'nearly');
    plot.draw('mark', `<path d="M${plot.X(t).toFixed(1)} ${plot.box.top}V${plot.box.bottom}" class="axis dashed"/>`);
    plot.draw('averages', plot.line(points(even), 'stroke-blue') + plot.line(points(raw), 'stroke-orange') +
      plot.dot(t, raw[t - 1], 6, 'fill-orange ring'), 'nearly');
    plot.draw('names', names(raw[kCount - 1], even[kCount - 1]));
    handle.show();
    behind.y.high = 1.1 * weights[0];
    behind.axes({ up: 2 });
    behind.draw('weights', bars(weights, t), 'nearly');
    showReading(series[t - 1]);
    showRaw(raw[t - 1], number(raw[t - 1]), 'orange');
    showCorrected(even[t - 1], number(even[t - 1]), 'blue');
    showSum(sum);
    showWindow(window, `${number(window, 3)} readings`);
    figure.say(`After reading ${t} with β ${fixed(beta.value, 2)}: raw average ${number(raw[t - 1])}, corrected ` +
      `${number(even[t - 1])}; all weights together are ${number(sum)}.`);
  };
});
