// SPDX-License-Identifier: MIT
// What every live figure is made of: a module from base64, so that it works from file://; sliders, buttons and
// handles, each for the pointer and for the keyboard; plots drawn as SVG in the width that there is; one redraw for
// each frame of the screen. The numbers come from the lesson's own C++, compiled: see live.hpp.
//
// A page has, in this order, <figure class="live" data-live="NAME"> around the still figure, and the scripts live.js,
// NAME_PART.js for each part of it if it has any, NAME.js and NAME.wasm.js. Where WebAssembly is missing, the still
// figure stays.
'use strict';

const downhillLive = (() => {
  const makers = new Map();
  const modules = new Map();
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)');

  // ── Numbers as words ───────────────────────────────────────────────────────────────────────────────────────

  /** As a reader writes it: −0.5, 1.2 × 10⁻⁹. */
  function number(value, digits = 4) {
    if (Number.isNaN(value)) return 'not a number';
    if (!Number.isFinite(value)) return value < 0 ? '−∞' : '∞';
    const small = value !== 0 && Math.abs(value) < 1e-4, large = Math.abs(value) >= 1e7;
    if (!small && !large) return String(Number(value.toPrecision(digits))).replace('-', '−');
    const [factor, power] = value.toExponential(Math.min(digits, 3) - 1).split('e');
    return `${Number(factor)} × ${tenTo(Number(power))}`.replace('-', '−');
  }
  /** 10⁻⁹ */
  const tenTo = (power) => `10${[...String(power)].map((c) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[c] ?? '⁻').join('')}`;
  const fixed = (value, decimals) => value.toFixed(decimals).replace('-', '−');
  const clamped = (value, low, high) => Math.max(low, Math.min(high, value));

  // ── Elements ───────────────────────────────────────────────────────────────────────────────────────────────

  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }
  function svg(tag, attributes = {}, ...children) {
    const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }
  /** "learning rate *α*": what stands between asterisks is a variable. */
  function words(text) {
    return text.split('*').map((part, i) => (i % 2 ? element('var', {}, part) : part));
  }
  const tspans = (text) => text.split('*').map((part, i) => (i % 2 ? `<tspan class="var">${part}</tspan>` : part)).join('');

  // ── A module ───────────────────────────────────────────────────────────────────────────────────────────────

  /** Its functions take numbers and lists of numbers; each gives a list. */
  async function instantiate(name) {
    const bytes = Uint8Array.from(atob(modules.get(name)), (c) => c.charCodeAt(0));
    const stop = () => { throw new Error(`the module of ${name} stopped`); };
    const wasi = new Proxy({}, { get: () => stop, has: () => true });
    const { instance } = await WebAssembly.instantiate(bytes, { wasi_snapshot_preview1: wasi, env: wasi });
    const wasm = instance.exports;
    wasm._initialize?.();
    return (call, ...given) => {
      const flat = given.flatMap((item) => (typeof item === 'number' ? [item] : [item.length, ...item]));
      const place = wasm.given(flat.length);  // before memory.buffer, which may move
      new Float64Array(wasm.memory.buffer, place, flat.length).set(flat);
      wasm[call]();
      const size = wasm.answered_size();
      const answer = new Float64Array(wasm.memory.buffer, wasm.answered(), size).slice();
      window.downhillLiveCalls?.push({ figure: name, call, given: flat, answer: [...answer] });  // for the tests
      return answer;
    };
  }

  // ── A plot ─────────────────────────────────────────────────────────────────────────────────────────────────

  /** Round numbers from low to high, about so many. */
  function ticks(low, high, count) {
    const rough = (high - low) / Math.max(1, count), power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].find((s) => s * power >= rough * 0.999) * power;
    const found = [];
    for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; ++i) found.push(Number((i * step).toPrecision(12)));
    return found;
  }

  let plots = 0;  // for ids
  const kFarthest = 5000;  // pixels; what lies beyond is not seen, and renderers dislike it
  const within = (pixels) => clamped(Number.isNaN(pixels) ? kFarthest : pixels, -kFarthest, kFarthest);
  const pixel = (value) => within(value).toFixed(1);
  /** Path data through points that are in pixels already. */
  const pathThrough = (points) => points.map(([px, py], i) => `${i ? 'L' : 'M'}${pixel(px)} ${pixel(py)}`).join('');

  /**
   * An SVG with layers, drawn in pixels. Options: label (what it is, for those who do not see it), height (from
   * the width), margins (those that are other than usual, from the width), x and y: {low, high, name, log}.
   */
  class Plot {
    constructor(figure, options) {
      Object.assign(this, { figure, margins: () => ({}), x: {}, y: {} }, options);
      const id = `live-${++plots}`;
      // Regions end at the border; dots and lines on it are seen whole.
      this.windows = { exactly: [svg('rect'), 0], nearly: [svg('rect'), 5] };
      this.clips = { exactly: `url(#${id}-exactly)`, nearly: `url(#${id}-nearly)` };
      this.svg = svg('svg', { class: 'live-plot', role: 'group', 'aria-label': options.label }, svg('defs', {},
        ...Object.entries(this.windows).map(([how, [rect]]) => svg('clipPath', { id: `${id}-${how}` }, rect))));
      this.handles = this.svg.appendChild(svg('g'));
      this.layers = new Map();
      this.width = this.size = 0;
    }
    /** A group of its own, made when first asked for; what comes later lies on top. It may be clipped: see windows. */
    layer(name, clipped) {
      if (!this.layers.has(name)) {
        const made = svg('g', { class: `live-${name}`, 'aria-hidden': 'true' });
        if (clipped) made.setAttribute('clip-path', this.clips[clipped]);
        this.svg.insertBefore(made, this.handles);
        this.layers.set(name, made);
      }
      return this.layers.get(name);
    }
    draw(name, markup, clipped = '') { this.layer(name, clipped).innerHTML = markup; }

    /** Takes the width that there is; says whether it is another than before. */
    fit() {
      const size = Math.round(this.svg.parentElement.clientWidth);
      if (size === this.size || size === 0) return false;
      this.size = this.width = size;
      this.tall = Math.round(this.height(size));
      this.svg.setAttribute('viewBox', `0 0 ${size} ${this.tall}`);
      this.svg.setAttribute('height', this.tall);
      const m = { left: 44, right: 14, top: 26, bottom: 46, ...this.margins(size) };
      this.box = { left: m.left, right: size - m.right, top: m.top, bottom: this.tall - m.bottom };
      for (const [rect, around] of Object.values(this.windows)) {
        const sides = { x: m.left - around, y: m.top - around, width: this.box.right - m.left + 2 * around, height: this.box.bottom - m.top + 2 * around };
        for (const [side, value] of Object.entries(sides)) rect.setAttribute(side, value);
      }
      return true;
    }

    X(value) { return this.box.left + share(this.x, value) * (this.box.right - this.box.left); }
    Y(value) { return this.box.bottom - share(this.y, value) * (this.box.bottom - this.box.top); }
    /** The values under a place in pixels. */
    under(px, py) {
      return [from(this.x, (px - this.box.left) / (this.box.right - this.box.left)),
        from(this.y, (this.box.bottom - py) / (this.box.bottom - this.box.top))];
    }

    /** The values under the pointer. */
    at(event) {
      const place = this.svg.getBoundingClientRect(), scale = this.width / place.width;
      return this.under((event.clientX - place.left) * scale, (event.clientY - place.top) * scale);
    }

    /** Path data through points [x, y] in values; those that are not numbers break it. */
    path(points) {
      let data = '', pen = 'M';
      for (const [x, y] of points) {
        if (Number.isNaN(x) || Number.isNaN(y)) { pen = 'M'; continue; }
        data += `${pen}${pixel(this.X(x))} ${pixel(this.Y(y))}`;
        pen = 'L';
      }
      return data;
    }
    line(points, classes) { return `<path d="${this.path(points)}" class="line ${classes}"/>`; }
    dot(x, y, radius, classes) {
      return `<circle cx="${pixel(this.X(x))}" cy="${pixel(this.Y(y))}" r="${radius}" class="${classes}"/>`;
    }
    /** Where steps end: larger after longer ones, and none that nobody could tell from the one before. */
    dots(places, classes, { least = 1.4, most = 4, seen = 1.2 } = {}) {
      return places.slice(1).map(([x, y], i) => {
        const length = Math.hypot(this.X(x) - this.X(places[i][0]), this.Y(y) - this.Y(places[i][1]));
        return length > seen ? this.dot(x, y, Math.min(most, least + length / 12).toFixed(1), classes) : '';
      }).join('');
    }
    text(x, y, text, classes = '', right = 0, down = 0) { return this.write(this.X(x) + right, this.Y(y) + down, text, classes); }
    write(px, py, text, classes = '') {
      return `<text x="${pixel(px)}" y="${pixel(py)}" class="${classes}">${tspans(text)}</text>`;
    }

    /** Axes with their numbers and names; the lines of the grid are level. */
    axes({ grid = true, along = this.width / 80, up = (this.box.bottom - this.box.top) / 56 } = {}) {
      const { left, right, top, bottom } = this.box;
      let markup = '';
      const marks = (axis, count) => axis.ticks ?? (axis.log ? decades(axis) : ticks(axis.low, axis.high, count));
      const spelt = (axis, value) => axis.spelt?.(value) ?? number(value);
      for (const y of marks(this.y, up)) {
        if (grid) markup += `<path d="M${left} ${pixel(this.Y(y))}H${right}" class="grid"/>`;
        markup += this.write(left - 8, this.Y(y) + 5, spelt(this.y, y), 'tick end');
      }
      for (const x of marks(this.x, along)) markup += this.write(this.X(x), bottom + 20, spelt(this.x, x), 'tick middle');
      markup += `<path d="M${left} ${bottom}H${right}" class="axis"/>`;
      if (this.x.name) markup += this.write((left + right) / 2, bottom + 41, this.x.name, 'middle');
      if (this.y.name) markup += this.write(4, top - 12, this.y.name);
      this.draw('axes', markup);
    }

    /** Regions of a surface, each darker by one: what contours() of contours.hpp gives. */
    bands(name, numbers, classes = '') {
      let at = 0, markup = '';
      const levels = numbers[at++];
      for (let level = 0; level < levels; ++level) {
        let data = '';
        for (let loops = numbers[at++]; loops > 0; --loops) {
          for (let count = numbers[at++], pen = 'M'; count > 0; --count, pen = 'L')
            data += pen + pixel(this.X(numbers[at++])) + ' ' + pixel(this.Y(numbers[at++]));
          data += 'Z';
        }
        markup += `<path d="${data}" class="band ${classes}"/>`;
      }
      this.draw(name, markup, 'exactly');
    }
  }
  const share = ({ low, high, log }, value) => log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  const from = ({ low, high, log }, part) => log ? low * (high / low) ** part : low + (high - low) * part;
  function decades({ low, high }) {
    const found = [];
    for (let power = Math.ceil(Math.log10(low) - 1e-9); power <= Math.log10(high) + 1e-9; ++power) found.push(Number(`1e${power}`));
    return found;
  }

  // ── A figure ───────────────────────────────────────────────────────────────────────────────────────────────

  class Figure {
    constructor(host, name, call) {
      Object.assign(this, { host, name, call, plots: [], animation: 0, asked: 0 });
      this.stage = element('div', { class: 'live-stage', role: 'group' });
      this.draw = () => {};
      this.calm = () => calm.matches;
    }

    /** What stands above it, as in the still figure. */
    title(title, subtitle) {
      this.stage.setAttribute('aria-label', title);
      this.stage.append(element('p', { class: 'live-title' }, title), element('p', { class: 'live-subtitle' }, ...words(subtitle)));
    }

    /** Plots side by side where there is room: see Plot. */
    row(...list) {
      const row = element('div', { class: 'live-row' });
      const made = list.map((options) => {
        const plot = new Plot(this, options);
        row.append(element('div', { class: 'live-cell', style: `flex:${options.share ?? 1} 1 ${options.least ?? 260}px` }, plot.svg));
        this.plots.push(plot);
        return plot;
      });
      this.stage.append(row);
      return made;
    }

    /** A box for what follows; all sliders of a figure usually stand in one. */
    controls() { return this.stage.appendChild(element('div', { class: 'live-controls' })); }
    /** The same for buttons. */
    buttons() { return this.stage.appendChild(element('div', { class: 'live-buttons' })); }

    /**
     * A number to be chosen. Options: label, low, high, value, step; log: even on a logarithmic axis; spelt: how it
     * is written; on: called after a change.
     */
    slider(box, { label, low, high, value, step, log = false, spelt = number, on = () => {} }) {
      const place = (v) => (log ? Math.log10(v) : v);
      const input = element('input', { type: 'range', min: place(low), max: place(high), step: step ?? (place(high) - place(low)) / 200 });
      const name = element('span', { class: 'live-name' }, ...words(label)), shown = element('span', { class: 'live-value' });
      const whole = box.appendChild(element('label', { class: 'live-slider' }, name, shown, input));
      const slider = {
        input,
        value,
        hide: (hidden) => { whole.hidden = hidden; },
        rename: (other) => name.replaceChildren(...words(other)),
        set: (v) => {
          slider.value = clamped(v, low, high);
          input.value = place(slider.value);
          slider.show();
        },
        show: (exactly = slider.value) => {  // which may lie beyond the ends
          shown.textContent = spelt(exactly);
          input.setAttribute('aria-valuetext', shown.textContent);
          input.style.setProperty('--part', `${100 * (place(slider.value) - place(low)) / (place(high) - place(low))}%`);
        },
      };
      input.addEventListener('input', () => {
        slider.value = log ? Number((10 ** Number(input.value)).toPrecision(3)) : Number(input.value);
        slider.show();
        on(slider.value);
        this.redraw();
      });
      slider.set(value);
      return slider;
    }

    button(box, label, on) {
      const made = element('button', { type: 'button', class: 'live-button' }, ...words(label));
      made.addEventListener('click', () => { on(made); this.redraw(); });
      box.append(made);
      return made;
    }

    /** One of a few: names is a list, on is called with the index. */
    choice(box, label, names, chosen, on) {
      const group = element('div', { class: 'live-choice', role: 'group', 'aria-label': label });
      const buttons = names.map((name, i) => this.button(group, name, () => choose(i)));
      const choose = (index) => {
        buttons.forEach((button, i) => button.setAttribute('aria-pressed', String(i === index)));
        on(index);
      };
      box.append(group);
      choose(chosen);
      return { choose };
    }

    /** Numbers that are read off: a function for each label, which shows one; `list` is where they stand. */
    readouts(...labels) {
      const list = element('dl', { class: 'live-readouts' });
      this.stage.append(list);
      const show = labels.map((label) => {
        const shown = element('dd');
        list.append(element('div', {}, element('dt', {}, ...words(label)), shown));
        return (value, text = number(value), colour = '') => {
          shown.textContent = text;
          shown.dataset.value = value;
          shown.className = colour;
        };
      });
      return Object.assign(show, { list });
    }

    /**
     * A point of a plot to be dragged, or moved by the arrow keys. Options: label; at: gives [x, y] in values;
     * move(x, y): takes where it shall go; step: [x, y] that a key moves it by; spelt: says where it is; radius,
     * classes; anywhere: a mouse takes hold of it wherever it is pressed on the plot.
     */
    handle(plot, { label, at, move, step, spelt, radius = 8, classes = 'fill-ink', anywhere = false }) {
      const held = svg('g', { class: 'live-handle', tabindex: '0', role: 'slider', 'aria-label': label },
        svg('circle', { r: 20, class: 'live-grip' }), svg('circle', { r: radius, class: `${classes} ring` }));
      plot.handles.append(held);
      const follow = (event) => {
        move(...plot.at(event));
        this.redraw();
      };
      const take = (event) => {
        if (event.button !== 0) return;
        held.setPointerCapture(event.pointerId);
        held.focus({ preventScroll: true });
        event.preventDefault();
      };
      held.addEventListener('pointerdown', take);
      held.addEventListener('pointermove', (event) => { if (held.hasPointerCapture(event.pointerId)) follow(event); });
      held.addEventListener('keydown', (event) => {
        const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
        if (!way || event.altKey || event.ctrlKey || event.metaKey) return;  // these are the browser's
        const [x, y] = at(), times = event.shiftKey ? 10 : 1;
        move(x + way[0] * step[0] * times, y + way[1] * step[1] * times);
        event.preventDefault();
        this.redraw();
      });
      // A finger on the plot may want to scroll the page.
      if (anywhere) {
        plot.svg.addEventListener('pointerdown', (event) => {
          if (event.pointerType === 'touch' || event.target.closest('.live-handle')) return;
          take(event);
          follow(event);
        });
      }
      return {
        hide: (hidden) => held.toggleAttribute('hidden', hidden),
        show: () => {
          const [x, y] = at();
          held.setAttribute('transform', `translate(${pixel(plot.X(x))} ${pixel(plot.Y(y))})`);
          held.setAttribute('aria-valuemin', plot.x.low);
          held.setAttribute('aria-valuemax', plot.x.high);
          held.setAttribute('aria-valuenow', x);
          held.setAttribute('aria-valuetext', spelt());
        },
      };
    }

    /** A sentence for those who listen, said once it has been quiet for a moment. */
    say(sentence) {
      if (sentence === this.sentence) return;
      this.sentence = sentence;
      clearTimeout(this.saying);
      this.saying = setTimeout(() => { this.said.textContent = sentence; }, 500);
    }

    /** Draws at the next frame, once, however often it is asked to. */
    redraw() {
      if (this.asked) return;
      this.asked = requestAnimationFrame(() => {
        this.asked = 0;
        const begin = performance.now();
        const resized = this.plots.map((plot) => plot.fit()).some(Boolean);
        if (this.plots.every((plot) => plot.width > 0)) this.draw(resized);
        this.work = performance.now() - begin;  // milliseconds, for the tests
        ++this.frames;
      });
    }
    frames = 0;

    /** Calls work(seconds since the last frame) at each frame until it says false, or stop() is called. */
    animate(work) {
      this.stop();
      let last = performance.now();
      const frame = (now) => {
        const go = work(Math.min(0.1, (now - last) / 1000));
        last = now;
        this.animation = go === false ? 0 : requestAnimationFrame(frame);
        this.redraw();
      };
      this.animation = requestAnimationFrame(frame);
    }
    stop() {
      cancelAnimationFrame(this.animation);
      this.animation = 0;
    }
    get running() { return this.animation !== 0; }

    /** On to the page, in place of the still figure. */
    begin() {
      this.said = element('p', { class: 'live-said', 'aria-live': 'polite' });
      this.stage.append(this.said);
      this.host.append(this.stage);
      this.host.dataset.started = '';
      this.host.live = this;
      new ResizeObserver(() => this.redraw()).observe(this.stage);
      document.addEventListener('downhill:theme', () => this.redraw());
      this.redraw();
    }
  }

  // ── The start ──────────────────────────────────────────────────────────────────────────────────────────────

  const taken = new WeakSet();
  async function start(name) {
    if (!makers.has(name) || !modules.has(name)) return;
    if (typeof WebAssembly !== 'object' || !CSS.supports('color', 'light-dark(#000, #fff)')) return;
    for (const host of document.querySelectorAll(`figure.live[data-live="${name}"]`)) {
      if (taken.has(host)) continue;
      taken.add(host);
      try {
        const figure = new Figure(host, name, await instantiate(name));
        makers.get(name)(figure);
        figure.begin();
      } catch (error) {
        console.warn(`live figure ${name}: ${error.message}; the still one stays`);
      }
    }
  }
  const ready = (name) => {
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => start(name), { once: true });
    else start(name);
  };

  const kStyle = `
.live { margin: 1.5em 0; }
@media screen { .live[data-started] > :not(.live-stage, figcaption) { display: none; } }
@media print { .live-stage { display: none; } }
.live-stage {
  --ink: light-dark(#3b4252, #dfe5ee); --grey: light-dark(#667085, #94a0b3); --blue: light-dark(#0072b2, #56b4e9);
  --orange: light-dark(#c85000, #ff8f4d); --green: light-dark(#00875f, #3ddbab); --violet: light-dark(#8b2bd9, #a98bff);
  --head: light-dark(#1d2433, #f2f5fa); --paper: light-dark(#fff, #15191f); --rule: light-dark(#1d2433, #fff);
  --band: light-dark(#3f78b5, #7fb2e5); --iso: light-dark(#2f5d8a, #a9cdf2);
  --groove: light-dark(#d5dae3, #353c48); --raised: light-dark(#f4f6fa, #1f252e);
  font: 16px/1.4 Inter, 'Source Sans 3', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif; color: var(--ink); text-align: left;
  [hidden] { display: none !important; }
  p { margin: 0; max-width: none; }
  var { font: italic 1.1em 'STIX Two Text', 'Latin Modern Roman', 'CMU Serif', Cambria, Georgia, 'Times New Roman', serif; color: inherit; }
  .live-title { font-size: 20px; font-weight: 600; color: var(--head); }
  .live-subtitle { font-size: 15px; color: var(--grey); }
  .live-row { display: flex; flex-wrap: wrap; gap: 4px 20px; margin-top: 8px; }
  .live-cell { min-width: 0; }
  .live-plot { display: block; width: 100%; min-width: 0; max-width: none; overflow: hidden; font-size: 15px; user-select: none; -webkit-user-select: none; }
  .live-plot text { font-size: 15px; fill: var(--ink); stroke-linejoin: round; }
  .live-plot .tick { font-size: 14px; fill: var(--grey); font-variant-numeric: tabular-nums; }
  .live-plot .var { font: italic 1.1em 'STIX Two Text', 'Latin Modern Roman', 'CMU Serif', Cambria, Georgia, 'Times New Roman', serif; }
  .live-plot .middle { text-anchor: middle; } .live-plot .end { text-anchor: end; }
  .live-plot .strong { font-weight: 600; } .live-plot .small { font-size: 13px; }
  .live-plot .halo { paint-order: stroke; stroke: var(--paper); stroke-width: 4.5px; stroke-opacity: .9; }
  .live-plot .grid { fill: none; stroke: var(--rule); stroke-opacity: .1; }
  .live-plot .axis { fill: none; stroke: var(--rule); stroke-opacity: .45; stroke-width: 1.2; }
  .live-plot .line { fill: none; stroke-width: 2.6; stroke-linejoin: round; stroke-linecap: round; }
  .live-plot .hair { stroke-width: 1.2; } .live-plot .thin { stroke-width: 1.6; } .live-plot .bold { stroke-width: 3.4; }
  .live-plot .dashed { stroke-dasharray: 7 6; } .live-plot .faint { stroke-opacity: .4; }
  .live-plot .casing { stroke: var(--paper); stroke-width: 5.6; stroke-opacity: .6; }
  .live-plot .band { fill: var(--band); fill-opacity: .08; fill-rule: evenodd; stroke: var(--iso); stroke-opacity: .3; }
  .live-plot .band.blue { fill: var(--blue); fill-opacity: .11; stroke: var(--blue); } .live-plot .band.orange { fill: var(--orange); fill-opacity: .11; stroke: var(--orange); }
  .live-plot .ring { stroke: var(--paper); stroke-width: 1.6; }
  ${['ink', 'grey', 'blue', 'orange', 'green', 'violet', 'head'].map((c) => `.stroke-${c} { stroke: var(--${c}); } .live-plot .fill-${c} { fill: var(--${c}); } .live-readouts .${c} { color: var(--${c}); }`).join('\n')}
  .live-handle { cursor: grab; touch-action: none; outline: none; }
  .live-handle:active { cursor: grabbing; }
  .live-grip { fill: var(--blue); fill-opacity: 0; stroke: none; }
  .live-handle:hover .live-grip { fill-opacity: .12; }
  .live-handle:focus-visible .live-grip { fill-opacity: .18; stroke: var(--blue); stroke-width: 2; }
  .live-plot .node { fill: var(--paper); stroke-width: 2; }
  .live-chosen { cursor: pointer; outline: none; }
  .live-chosen .plate { fill: var(--paper); stroke: none; }
  .live-chosen:hover .plate { stroke: var(--groove); stroke-width: 1.5; }
  .live-chosen[data-chosen] .plate { stroke: var(--blue); stroke-width: 2; }
  .live-chosen:focus-visible .plate { stroke: var(--blue); stroke-width: 3.5; }
  .live-controls { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(260px, 100%), 1fr)); gap: 10px 28px; align-items: end; margin-top: 12px; }
  .live-slider { display: grid; grid-template-columns: 1fr auto; gap: 0 10px; }
  .live-value { font-weight: 600; font-variant-numeric: tabular-nums; color: var(--head); }
  .live-slider input { grid-column: 1 / -1; width: 100%; min-width: 0; height: 26px; margin: 0; background: none; appearance: none; -webkit-appearance: none; cursor: pointer; touch-action: pan-y; }
  .live-slider input::-webkit-slider-runnable-track { height: 6px; border-radius: 3px; background: linear-gradient(to right, var(--blue) var(--part, 50%), var(--groove) var(--part, 50%)); }
  .live-slider input::-moz-range-track { height: 6px; border-radius: 3px; background: linear-gradient(to right, var(--blue) var(--part, 50%), var(--groove) var(--part, 50%)); }
  .live-slider input::-webkit-slider-thumb { -webkit-appearance: none; width: 18px; height: 18px; margin-top: -6px; border: 2px solid var(--paper); border-radius: 50%; background: var(--blue); }
  .live-slider input::-moz-range-thumb { width: 14px; height: 14px; border: 2px solid var(--paper); border-radius: 50%; background: var(--blue); }
  .live-slider input:focus-visible, .live-button:focus-visible { outline: 2px solid var(--blue); outline-offset: 2px; border-radius: 8px; }
  .live-buttons { margin-top: 12px; }
  .live-choice, .live-buttons { display: flex; flex-wrap: wrap; gap: 8px; }
  .live-button { min-height: 34px; padding: 4px 14px; border: 1px solid var(--groove); border-radius: 17px; background: var(--raised); color: var(--ink); font: inherit; font-size: 15px; cursor: pointer; }
  .live-button:hover { border-color: var(--blue); }
  .live-button[aria-pressed=true] { border-color: var(--blue); background: var(--blue); color: var(--paper); }
  .live-readouts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(104px, 100%), 1fr)); gap: 8px 16px; align-items: end; max-width: none; margin: 12px 0 0; }
  .live-readouts dt { font-size: 14px; color: var(--grey); font-weight: 400; margin: 0; }
  .live-readouts dd { margin: 0; font-size: 18px; font-weight: 600; font-variant-numeric: tabular-nums; color: var(--head); }
  .live-said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
}
`;
  document.head.append(element('style', {}, kStyle));

  return {
    /** make(figure) builds it: titles, plots, controls, and figure.draw. */
    figure: (name, make) => { makers.set(name, make); ready(name); },
    module: (name, base64) => { modules.set(name, base64); ready(name); },
    number,
    fixed,
    tenTo,
    clamped,
    within,
    pixel,
    pathThrough,
    ticks,
    element,
    svg,
  };
})();
