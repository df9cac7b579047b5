// SPDX-License-Identifier: MIT
// The optimiser lab: two optimisers of the course on one ground, their losses, and for each a map of all its
// settings. What is set stands in the address after the #, so that a setting can be shared.
'use strict';

(() => {
  const { number, element, svg } = downhillLive;
  const kLetters = ['A', 'B'], kColours = ['blue', 'orange'];
  const kSamples = 64;  // that the mean of all slopes is taken of
  const kNear = 1e-3;  // the height above the lowest place that counts as arrived

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

  const clamped = (value, low, high) => Math.max(low, Math.min(high, value));
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

  // ── Ways: what the module says of a run ────────────────────────────────────────────────────────────────────

  /** lost: the step at which a run was given up, or −1; x, y, height: at the start and after each step. */
  class Way {
    constructor(numbers) {
      this.lost = numbers[0];
      this.numbers = numbers;
      this.last = (numbers.length - 1) / 3 - 1;
      this.arrived = -1;
      for (let k = this.last; k >= 0; --k) if (this.height(k) < kNear) this.arrived = k;
    }
    place(k) { return [this.numbers[1 + 3 * k], this.numbers[2 + 3 * k]]; }
    height(k) { return this.numbers[3 + 3 * k]; }
  }

  /** Points in pixels, without those that nobody could tell from the one before. */
  function thinned(points) {
    const kept = [];
    for (const [x, y] of points) {
      const before = kept.at(-1);
      if (!before || Math.abs(x - before[0]) + Math.abs(y - before[1]) > 0.6) kept.push([x, y]);
    }
    return kept;
  }
  const kFar = 3000;  // pixels out of sight
  const within = (pixel) => clamped(Number.isNaN(pixel) ? kFar : pixel, -kFar, kFar);
  const pathOf = (points) => points.map(([x, y], i) => `${i ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');

  /** A dot for each step that can be seen, larger after longer ones: round caps of lines without length. */
  function dotsOf(points, colour) {
    const sizes = new Map([[2.6, ''], [4, ''], [5.6, '']]);
    points.slice(0, 400).forEach(([x, y], k) => {
      if (k === 0) return;
      const length = Math.hypot(x - points[k - 1][0], y - points[k - 1][1]);
      const size = length > 14 ? 5.6 : length > 6 ? 4 : 2.6;
      if (length > 2.5) sizes.set(size, `${sizes.get(size)}M${x.toFixed(1)} ${y.toFixed(1)}h0`);
    });
    return [...sizes].map(([size, data]) => `<path d="${data}" class="lab-dots stroke-${colour}" stroke-width="${size}"/>`).join('');
  }

  /** Places of two balls, moved apart where one would hide the other. */
  function apart([a, b]) {
    const near = 15 - Math.hypot(b[0] - a[0], b[1] - a[1]);
    return near <= 0 ? [a, b] : [[a[0] - near / 2, a[1]], [b[0] + near / 2, b[1]]];
  }
  /** The round sign of a side, with its letter. */
  const ball = ([x, y], i) => `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)})"><circle r="9.5" class="fill-${kColours[i]} ring"/>`
    + `<text y="4.5" class="lab-letter middle">${kLetters[i]}</text></g>`;

  // ── A map of all settings ──────────────────────────────────────────────────────────────────────────────────

  const kFinest = { columns: 65, rows: 41 }, kStrides = [8, 4, 2, 1];

  /** Where a method ends, over two of its options: coarse at once, then finer, a little work at a time. */
  class SettingsMap {
    constructor(plot, colour) {
      this.plot = plot;
      this.canvas = element('canvas', { class: 'lab-heights', 'aria-hidden': 'true', style: `color: var(--${colour})` });
      this.pixels = element('canvas');
      plot.svg.before(this.canvas);
      plot.layer('lost', 'exactly');
      plot.svg.querySelector('defs').append(svg('pattern', { id: `lab-hatch-${colour}`, width: 7, height: 7, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
        svg('rect', { width: 7, height: 7, class: 'lab-lost' }), svg('path', { d: 'M0 0V7', class: 'lab-hatch' })));
      this.hatch = `url(#lab-hatch-${colour})`;
    }

    /**
     * From now on it is of this: method, options, steps, startHeight (of which a million times is lost), and the
     * module's ends(settings) and border(…). What has been begun coarsely is finished first: a map that starts anew
     * at each frame would never be seen.
     */
    want(wanted) {
      this.wanted = wanted;
      if (this.pass !== 0 || this.next === 0) this.begin();
    }
    begin() {
      Object.assign(this, this.wanted, { wanted: null, columns: kFinest.columns, pass: 0, next: 0, painted: 0 });
      this.rows = this.method.up === undefined ? 2 : kFinest.rows;
      this.level = 6 + Math.max(0, Math.log10(this.startHeight));
      this.values = new Float64Array(this.columns * this.rows);
      this.cells = this.cellsOf(0);
    }
    get done() { return this.pass === kStrides.length; }

    /** Cells of a pass that no pass before has had. */
    cellsOf(pass) {
      const stride = kStrides[pass], before = pass ? kStrides[pass - 1] : Infinity, cells = [];
      const down = this.rows === 2 ? this.rows : stride;  // a strip has one row
      for (let row = 0; row < this.rows; row += down)
        for (let column = 0; column < this.columns; column += stride)
          if (column % before || (down === stride && row % before) || pass === 0) cells.push(row * this.columns + column);
      return cells;
    }

    settingAt(cell) {
      const { across, up, options } = this.method, setting = [...this.options];
      setting[across] = options[across].scale.value((cell % this.columns) / (this.columns - 1));
      if (up !== undefined) setting[up] = options[up].scale.value(Math.floor(cell / this.columns) / (this.rows - 1));
      return setting;
    }

    /** Works for a while: a millisecond or two, and not into the next pass. */
    work() {
      const chunk = Math.max(1, Math.floor(1500 / this.steps));
      const until = performance.now() + 1, pass = this.pass;
      while (!this.done && this.pass === pass && performance.now() < until) {
        const cells = this.cells.slice(this.next, this.next + chunk);
        const ends = this.ends(cells.flatMap((cell) => this.settingAt(cell)));
        cells.forEach((cell, i) => { this.values[cell] = ends[i]; });
        this.next += chunk;
        if (this.next < this.cells.length) continue;
        this.paint(kStrides[this.pass]);
        this.next = 0;
        if (++this.pass < kStrides.length) this.cells = this.cellsOf(this.pass);
        if (this.wanted) this.begin();
      }
    }

    /** The values of a pass, row by row. */
    grid(stride) {
      const columns = (this.columns - 1) / stride + 1, rows = this.rows === 2 ? 2 : (this.rows - 1) / stride + 1;
      const at = (i) => (this.rows === 2 ? i % columns : Math.floor(i / columns) * this.columns + i % columns) * stride;
      return { columns, rows, values: Array.from({ length: columns * rows }, (_, i) => this.values[at(i)]) };
    }

    paint(stride = this.painted) {
      if (!stride) return;
      this.painted = stride;
      const { columns, rows, values } = this.grid(stride);
      const high = Math.max(-5, Math.log10(this.startHeight));
      const low = clamped([...values].sort((a, b) => a - b)[Math.floor(values.length / 20)], -10, high - 1);
      const style = getComputedStyle(this.canvas), [strong, pale] = [style.color, style.backgroundColor].map((text) => text.match(/[\d.]+/g).map(Number));
      const image = new ImageData(columns, rows);
      values.forEach((value, i) => {
        const share = clamped((value - low) / (high - low), 0, 1);
        const place = 4 * ((rows - 1 - Math.floor(i / columns)) * columns + i % columns);
        image.data.set([0, 1, 2].map((k) => strong[k] + (pale[k] - strong[k]) * share).concat(255), place);
      });
      this.spread(image);
      this.drawBorder(columns, rows, this.border(columns, this.level, values));
    }

    /** Draws one pixel for each setting over the whole map; the outermost ones have their middles on its frame. */
    spread(image) {
      const { left, right, top, bottom } = this.plot.box, { canvas, pixels } = this;
      const [wide, high] = [right - left, bottom - top].map((size) => Math.round(size * devicePixelRatio));
      Object.assign(pixels, { width: image.width, height: image.height });
      pixels.getContext('2d').putImageData(image, 0, 0);
      Object.assign(canvas, { width: wide, height: high });
      Object.assign(canvas.style, { left: `${left}px`, top: `${top}px`, width: `${right - left}px`, height: `${bottom - top}px` });
      const [across, down] = [wide / (image.width - 1), high / (image.height - 1)];
      canvas.getContext('2d').drawImage(pixels, -across / 2, -down / 2, wide + across, high + down);
    }

    drawBorder(columns, rows, [, loops, ...numbers]) {
      let safe = '', at = 0;
      for (; loops > 0; --loops) {
        const points = Array.from({ length: numbers[at] }, (_, i) => numbers.slice(at + 1 + 2 * i, at + 3 + 2 * i));
        at += 1 + 2 * numbers[at];
        safe += `${pathOf(points.map(([x, y]) => [this.plot.X(x / (columns - 1)), this.plot.Y(y / (rows - 1))]))}Z`;
      }
      const { left, right, top, bottom } = this.plot.box;
      const frame = `M${left - 99} ${top - 99}H${right + 99}V${bottom + 99}H${left - 99}Z`;
      this.plot.draw('lost', `<path d="${frame}${safe}" fill="${this.hatch}" fill-rule="evenodd"/><path d="${safe}" class="line thin lab-border"/>`);
    }
  }

  // ── The lab ────────────────────────────────────────────────────────────────────────────────────────────────

  /** 0.001, 1000, but 10⁻⁶. */
  function power(value) {
    if (value === 0 || (value >= 1e-3 && value < 1e4)) return String(value);
    return `10${[...String(Math.round(Math.log10(value)))].map((c) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[c] ?? '⁻').join('')}`;
  }

  class Lab {
    constructor(figure) {
      this.figure = figure;
      this.places = kGrounds.map((_, i) => {
        const [x, y, lowestX, lowestY, ...view] = figure.call('ground', i);
        return { start: [x, y].map((v) => Number(v.toFixed(2))), lowest: [lowestX, lowestY], view };
      });
      this.state = stateIn(location.hash, this.places) ?? freshState(0, this.places);
      this.at = Infinity;  // the step that is looked at; the last one, if there are fewer
      this.stale = new Set(['ground', 'ways', 'maps', 'controls']);
      figure.title('Two optimisers, one ground', 'Drag the start, the sliders and the rings on the maps');
      this.buildGround();
      this.buildPlayer();
      this.sides = kLetters.map((_, i) => this.buildSide(i));
      this.buildEnd();
      figure.draw = (resized) => this.draw(resized);
      window.addEventListener('hashchange', () => this.open(location.hash));
      // The page's links stand far below the figure that they set.
      document.addEventListener('click', (event) => {
        if (event.target.closest('a[href^="#lab="]:not(.lab-link)')) figure.host.scrollIntoView();
      });
      const repaint = () => this.sides.forEach(({ map }) => map.paint());
      document.addEventListener('downhill:theme', repaint);
      matchMedia('(prefers-color-scheme: dark)').addEventListener('change', repaint);
    }

    get place() { return this.places[this.state.ground]; }
    get steps() { return stepsOf(this.state); }
    get now() { return Math.min(this.at, this.steps); }
    /** What the module is asked with: everything but the optimiser. */
    get scene() { return [this.state.ground, ...this.state.from, this.steps, this.state.batch, this.state.seed]; }
    options(i) { return optionsOf(this.state, this.state.sides[i]); }

    /** Takes a change of the state; what is stale by it is done at the next frame. */
    change(values, ...stale) {
      Object.assign(this.state, values);
      stale.forEach((what) => this.stale.add(what));
      clearTimeout(this.writing);
      this.writing = setTimeout(() => history.replaceState(null, '', `#${fragmentOf(this.state)}`), 300);
      this.figure.redraw();
    }
    changeSide(i, values, ...stale) {
      const sides = this.state.sides.map((side, k) => (k === i ? { ...side, ...values } : side));
      this.change({ sides }, 'ways', 'controls', ...stale);
    }
    open(fragment) {
      const state = stateIn(fragment, this.places);
      if (!state || fragmentOf(state) === fragmentOf(this.state)) return;
      this.at = Infinity;
      this.state = state;
      ['ground', 'ways', 'maps', 'controls'].forEach((what) => this.stale.add(what));
      this.figure.redraw();
    }

    // ── What stands on the page ──

    buildGround() {
      const { figure } = this;
      this.groundBar = figure.stage.appendChild(element('div', { class: 'lab-bar' }));
      figure.choice(this.groundBar, 'Ground', kGrounds.map(({ name }) => name), this.state.ground, (i) => {
        if (i !== this.state.ground) this.change({ ground: i, from: this.places[i].start }, 'ground', 'ways', 'maps', 'controls');
      });
      [this.map, this.losses] = figure.row({
        label: 'The ground from above, and both ways over it', share: 1.65, least: 300,
        margins: () => ({ left: 34, right: 4, top: 6, bottom: 28 }), height: (width) => Math.round((width - 38) * 0.7) + 34,
      }, {
        label: 'Height above the lowest place, by step', share: 1, least: 220, margins: () => ({ left: 52, right: 16, top: 30 }),
        height: (width) => (this.map.svg.parentElement.clientWidth > width ? this.map.height(this.map.svg.parentElement.clientWidth) : 230),
        x: { low: 0, high: 60, name: 'step' },
        y: { low: 1e-10, high: 1e4, log: true, ticks: [1e-9, 1e-6, 1e-3, 1, 1e3], spelt: power, name: 'height above the lowest' },
      });
      this.map.svg.closest('.live-row').classList.add('lab-row');
      this.startStep = [0, 0];
      this.startHandle = figure.handle(this.map, {
        label: 'Start', at: () => this.state.from, step: this.startStep, radius: 8,
        spelt: () => `x ${number(this.state.from[0])}, y ${number(this.state.from[1])}`,
        move: (x, y) => this.moveStart(x, y), anywhere: true,
      });
      this.onClick(this.map, (x, y) => this.moveStart(x, y));
    }

    /** A finger's tap beside all handles, in the plot's values: pressed there it may be about to scroll the page. */
    onClick(plot, take) {
      plot.svg.addEventListener('click', (event) => {
        if (event.target.closest('.live-handle')) return;
        const box = plot.svg.getBoundingClientRect(), scale = plot.width / box.width;
        take(...plot.under((event.clientX - box.left) * scale, (event.clientY - box.top) * scale));
      });
    }

    moveStart(x, y) {
      const [left, right, bottom, top] = this.place.view, decimals = right - left > 8 ? 1 : 2;
      const from = [clamped(x, left, right), clamped(y, bottom, top)].map((value) => Number(value.toFixed(decimals)));
      this.change({ from }, 'ways', 'maps');
    }

    buildPlayer() {
      const { figure } = this, box = figure.controls();
      this.stepsSlider = this.slider(box, 'steps', kSteps, () => this.steps, (steps) => {
        this.at = Infinity;
        this.change({ steps }, 'ways', 'maps', 'controls');
      });
      this.atSlider = figure.slider(box, {
        label: 'shown up to step', low: 0, high: 1, value: 1, spelt: () => String(this.now),
        on: (share) => this.show(Math.round(share * this.steps)),
      });
      this.batchBar = figure.stage.appendChild(element('div', { class: 'lab-bar' }));
      this.playButton = figure.button(this.batchBar, 'Play', () => this.play());
      this.batchBar.append(element('span', { class: 'lab-word', 'aria-hidden': 'true' }, 'Samples a step'));
      figure.choice(this.batchBar, 'Samples a step', ['all 64', '16', '4', '1'], kBatches.indexOf(this.state.batch), (i) => {
        if (kBatches[i] !== this.state.batch) this.change({ batch: kBatches[i] }, 'ways', 'maps', 'controls');
      });
      this.seedButton = figure.button(this.batchBar, 'Other batches', () => {
        if (this.state.batch < kSamples) this.change({ seed: this.state.seed % 9999 + 1 }, 'ways', 'maps');
      });
    }

    /** A slider over a scale, whose own value is a share of it. value: what is set at present. */
    slider(box, label, scale, value, on) {
      return this.figure.slider(box, {
        label, low: 0, high: 1, value: scale.share(value()), step: 1 / ((scale.count ?? 201) - 1),
        spelt: () => number(value(), 5), on: (share) => on(scale.value(share)),
      });
    }

    /** One of the two: its optimiser, sliders for all its options, what came of it, and the map. */
    buildSide(i) {
      const { figure } = this, colour = kColours[i];
      const [plot] = figure.row({
        label: `Map of all settings of ${kLetters[i]}`, least: 280,
        margins: () => ({ left: 50, right: 12, top: 30 }), height: (width) => (plot.strip ? 124 : Math.round(width * 0.5) + 30),
      });
      plot.svg.closest('.live-row').remove();
      const list = element('select', { 'aria-label': `Optimiser ${kLetters[i]}` }, ...kMethods.map(({ name }, k) => element('option', { value: k }, name)));
      list.addEventListener('change', () => this.changeSide(i, { method: Number(list.value), chosen: null }, 'maps'));
      const sliders = element('div', { class: 'lab-sliders' }), told = element('p', { class: 'lab-told' });
      const window = element('div', { class: 'lab-window' }, plot.svg);
      const cell = element('div', { class: 'lab-side', role: 'group', 'aria-label': `Optimiser ${kLetters[i]} and its settings`, 'data-colour': colour },
        element('div', { class: 'lab-head' }, element('span', { class: 'lab-sign', 'aria-hidden': 'true' }, kLetters[i]), list), told, sliders, window);
      this.sideRow ??= figure.stage.appendChild(element('div', { class: 'lab-sides' }));
      this.sideRow.append(cell);
      const side = { i, list, sliders, told, plot, map: new SettingsMap(plot, colour), step: [0.01, 0.02] };
      side.marker = figure.handle(plot, {
        label: `Setting of ${kLetters[i]}`, at: () => this.shares(i), step: side.step, radius: 7, classes: `fill-${colour}`,
        move: (x, y) => this.choose(i, x, y), spelt: () => this.spelt(i), anywhere: true,
      });
      this.onClick(plot, (x, y) => this.choose(i, x, y));
      return side;
    }

    buildEnd() {
      const { figure } = this;
      this.link = element('a', { class: 'lab-link' }, 'Link to this setting');
      figure.stage.append(element('p', { class: 'live-subtitle lab-legend' },
        'The maps have every setting at once: the stronger the colour, the lower the end; hatched where the run is lost.'), this.link);
    }

    // ── What is chosen ──

    /** Where a side's setting is on its map. */
    shares(i) {
      const { across, up, options } = methodOf(this.state.sides[i]), chosen = this.options(i);
      return [options[across].scale.share(chosen[across]), up === undefined ? 0.5 : options[up].scale.share(chosen[up])];
    }
    choose(i, x, y) {
      const { across, up, options } = methodOf(this.state.sides[i]), chosen = this.options(i);
      chosen[across] = options[across].scale.value(clamped(x, 0, 1));
      if (up !== undefined) chosen[up] = options[up].scale.value(clamped(y, 0, 1));
      this.changeSide(i, { chosen });
    }
    setOption(i, k, value) {
      const { across, up } = methodOf(this.state.sides[i]), chosen = this.options(i);
      chosen[k] = value;
      this.changeSide(i, { chosen }, ...(k === across || k === up ? [] : [`map ${i}`]));
    }
    spelt(i) {
      const { options } = methodOf(this.state.sides[i]), chosen = this.options(i);
      return options.map((option, k) => `${option.name.replaceAll('*', '')} ${number(chosen[k])}`).join(', ');
    }

    /** Shows both ways up to a step. */
    show(step) {
      this.stop();
      this.at = step >= this.steps ? Infinity : step;
      this.figure.redraw();
    }
    stop() {
      this.figure.stop();
      this.playButton.textContent = 'Play';
    }
    /** The run in four seconds; in eight stills for those who want no motion. */
    play() {
      if (this.figure.running) return this.stop();
      const stills = 8, seconds = 4;
      let at = this.now >= this.steps ? 0 : this.now, waited = 0;
      this.at = at;
      this.playButton.textContent = 'Stop';
      this.figure.animate((passed) => {
        waited += passed;
        if (!this.figure.calm()) at += this.steps * passed / seconds;
        else if (waited > 0.8) at += this.steps / stills, waited = 0;
        this.at = Math.floor(at);
        if (this.at < this.steps) return true;
        this.at = Infinity;
        this.stop();
        return false;
      });
      return undefined;
    }

    // ── A frame ──

    draw(resized) {
      const stale = this.stale;
      this.stale = new Set();
      if (stale.has('controls')) this.showControls();
      if (resized || stale.has('ground')) this.drawGround();
      if (stale.has('ways')) this.ways = [0, 1].map((i) => new Way(this.figure.call('way', ...this.scene, this.state.sides[i].method, this.options(i))));
      this.sides.forEach((side) => {
        if (stale.has('maps') || stale.has(`map ${side.i}`)) this.beginMap(side);
        else if (resized) side.map.paint();
        if (resized || stale.has('controls')) side.plot.axes({ grid: false });
        side.marker.show();
      });
      this.drawWays();
      this.drawLosses();
      this.startHandle.show();
      this.tell();
      this.refine();
    }

    /** Everything that can be set, as it is set: it may have come from the address. */
    showControls() {
      const { state } = this;
      this.stepsSlider.set(kSteps.share(this.steps));
      this.atSlider.input.step = 1 / this.steps;
      const press = (box, chosen) => box.querySelectorAll('[aria-pressed]').forEach((button, i) => button.setAttribute('aria-pressed', String(i === chosen)));
      press(this.groundBar, state.ground);
      press(this.batchBar, kBatches.indexOf(state.batch));
      this.seedButton.setAttribute('aria-disabled', String(state.batch === kSamples));
      this.sides.forEach((side) => this.showSide(side));
    }

    showSide(side) {
      const { i, list, sliders, plot } = side, { key, options, across, up } = methodOf(this.state.sides[i]);
      list.value = this.state.sides[i].method;
      if (side.shown !== key) {
        sliders.replaceChildren();
        side.sliders_of = options.map((option, k) => this.slider(sliders, option.name, option.scale, () => this.options(i)[k], (value) => this.setOption(i, k, value)));
        const axis = ({ name, scale }) => ({
          low: 0, high: 1, name, ticks: scale.shown.map(scale.share), spelt: (share) => power(scale.shown.find((value) => Math.abs(scale.share(value) - share) < 1e-6)),
        });
        plot.x = axis(options[across]);
        plot.y = up === undefined ? { low: 0, high: 1, ticks: [] } : axis(options[up]);
        plot.strip = up === undefined;
        plot.size = 0;  // its height may be another
        plot.fit();
        side.shown = key;
      }
      const chosen = this.options(i);
      side.sliders_of.forEach((slider, k) => slider.set(options[k].scale.share(chosen[k])));
    }

    drawGround() {
      const { map, place } = this, [left, right, bottom, top] = place.view;
      map.x = { low: left, high: right };
      map.y = { low: bottom, high: top };
      this.startStep[0] = this.startStep[1] = right - left > 8 ? 0.1 : 0.02;
      map.bands('bands', this.figure.call('contours', this.state.ground, 12));
      map.axes({ grid: false, along: 6, up: 5 });
      map.draw('lowest', map.dot(...place.lowest, 6, 'fill-ink ring'), 'exactly');
    }

    drawWays() {
      const { map } = this;
      const ends = [];
      let lines = '';
      this.ways.forEach((way, i) => {
        const now = Math.min(this.now, way.last), colour = kColours[i];
        const points = Array.from({ length: way.last + 1 }, (_, k) => way.place(k)).map(([x, y]) => [within(map.X(x)), within(map.Y(y))]);
        const past = pathOf(thinned(points.slice(0, now + 1))), future = pathOf(thinned(points.slice(now)));
        if (now < way.last) lines += `<path d="${future}" class="line thin faint stroke-${colour}"/>`;
        lines += `<path d="${past}" class="line casing"/><path d="${past}" class="line stroke-${colour}"/>`;
        lines += dotsOf(points.slice(0, now + 1), colour);
        ends.push(points[now]);
      });
      map.draw('ways', lines, 'exactly');
      map.draw('balls', apart(ends).map(ball).join(''), 'nearly');
    }

    drawLosses() {
      const { losses } = this;
      losses.x.high = this.steps;
      losses.axes({ along: 4 });
      const { left, right, top, bottom } = losses.box, near = losses.Y(kNear).toFixed(1), now = losses.X(this.now).toFixed(1);
      let lines = `<path d="M${left} ${near}H${right}" class="line hair dashed stroke-grey"/>`;
      if (this.now < this.steps) lines += `<path d="M${now} ${top}V${bottom}" class="line hair stroke-grey"/>`;
      const ends = [];
      this.ways.forEach((way, i) => {
        const points = Array.from({ length: way.last + 1 }, (_, k) => [losses.X(k), within(losses.Y(Math.max(way.height(k), 1e-300)))]);
        lines += `<path d="${pathOf(thinned(points))}" class="line stroke-${kColours[i]}"/>`;
        const [x, y] = points[Math.min(this.now, way.last)];
        ends.push([x, clamped(y, top, bottom)]);
      });
      losses.draw('ways', lines, 'exactly');
      losses.draw('balls', apart(ends).map(ball).join(''));
    }

    // ── What came of it, in words ──

    told(i) {
      const way = this.ways[i], now = Math.min(this.now, way.last);
      if (way.lost >= 0 && now === way.last) return `lost at step ${way.lost}`;
      const height = number(way.height(now), 2);
      if (way.arrived < 0 || way.arrived > now) return `${height} above the lowest`;
      return `arrived after ${way.arrived} steps, now ${height}`;
    }

    tell() {
      const [x, y] = this.state.from;
      this.sides.forEach((side) => { side.told.textContent = this.told(side.i); });
      const sides = kLetters.map((letter, i) => `${letter}, ${methodOf(this.state.sides[i]).name}: ${this.told(i)}.`);
      if (!this.figure.running) this.figure.say(`${kGrounds[this.state.ground].name} from ${number(x)}, ${number(y)}. ${sides.join(' ')}`);
      this.atSlider.set(this.now / this.steps);
      this.link.href = `#${fragmentOf(this.state)}`;
    }

    // ── The maps, a little at each frame ──

    beginMap({ i, map }) {
      const { figure, steps, scene } = this, { method } = this.state.sides[i];  // as they are now, though asked for later
      const [, , , startHeight] = figure.call('way', ...scene.with(3, 0), 0, [0, 0, 0, 0]);
      map.want({
        method: kMethods[method], options: this.options(i), steps, startHeight,
        ends: (settings) => figure.call('ends', ...scene, method, settings),
        border: (...given) => figure.call('border', ...given),
      });
    }

    /** Coarsely while something moves, finely as soon as it rests. */
    refine() {
      const kRest = 120, kMoving = 4, kResting = 9;  // milliseconds: what counts as rest, and the share of a frame
      this.moved = performance.now();
      if (this.refining) return;
      const maps = this.sides.map(({ map }) => map);
      const work = () => {
        const begin = performance.now(), rests = begin - this.moved > kRest, until = begin + (rests ? kResting : kMoving);
        const open = () => maps.filter((map) => !map.done && (rests || map.pass === 0)).sort((a, b) => a.pass - b.pass)[0];
        for (let map = open(); map && performance.now() < until; map = open()) map.work();
        this.refining = maps.every((map) => map.done) ? 0 : requestAnimationFrame(work);
      };
      this.refining = requestAnimationFrame(work);
    }
  }

  const kStyle = `
.live-stage {
  .lab-bar { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; margin-top: 10px; }
  /* On a phone the ground stays in sight, below the site's bar, while sliders far down are moved. */
  @media (max-width: 600px) and (min-height: 560px) {
    .lab-row { display: contents; }
    .lab-row > :first-child { position: sticky; top: 58px; z-index: 2; margin-top: 8px; background: var(--paper); }
  }
  .lab-word { font-size: 15px; margin-left: 10px; }
  .live-button[aria-disabled=true] { color: var(--grey); cursor: default; border-color: var(--groove); }
  .lab-dots { fill: none; stroke-linecap: round; }
  .live-plot .lab-letter { fill: var(--paper); font-size: 12.5px; font-weight: 700; }
  .lab-sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(300px, 100%), 1fr)); gap: 20px; margin-top: 16px; }
  .lab-side { min-width: 0; padding: 12px 14px; border: 1px solid var(--groove); border-top: 3px solid var(--blue); border-radius: 8px; display: flex; flex-direction: column; }
  .lab-side[data-colour=orange] { --blue: var(--orange); }
  .lab-head { display: flex; align-items: center; gap: 10px; }
  .lab-sign { flex: none; width: 24px; height: 24px; border-radius: 50%; background: var(--blue); color: var(--paper); font-weight: 700; font-size: 14px; line-height: 24px; text-align: center; }
  .lab-head select { flex: 1; min-width: 0; min-height: 34px; padding: 4px 8px; border: 1px solid var(--groove); border-radius: 8px; background: var(--raised); color: var(--head); font: inherit; font-weight: 600; }
  .lab-head select:focus-visible, .lab-link:focus-visible { outline: 2px solid var(--blue); outline-offset: 2px; }
  .lab-told { margin: 8px 0; font-variant-numeric: tabular-nums; min-height: 1.4em; }
  .lab-sliders { display: grid; gap: 6px; }
  .lab-window { position: relative; margin-top: auto; padding-top: 10px; }
  .lab-window .live-plot { position: relative; }
  .lab-heights { position: absolute; max-width: none; border-radius: 0; background-color: light-dark(#eef2f8, #232a35); margin-top: 10px; }
  .lab-lost { fill: light-dark(#fff, #15191f); fill-opacity: .82; }
  .lab-hatch { stroke: var(--grey); stroke-opacity: .55; stroke-width: 2; }
  .live-plot .lab-border { stroke: var(--head); }
  .lab-legend { margin: 10px 0 6px; }
  .lab-link { color: var(--blue); }
}
`;
  document.head.append(element('style', {}, kStyle));
  downhillLive.figure('lab', (figure) => new Lab(figure));
})();
