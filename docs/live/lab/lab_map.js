// SPDX-License-Identifier: MIT
// A map of all settings of an optimiser in the lab: how low each ends, and where the run is lost.
'use strict';

const LabMap = (() => {
  const { clamped, element, pathThrough, svg } = downhillLive;
  const kFinest = { columns: 65, rows: 41 }, kStrides = [8, 4, 2, 1];

  /** Where a method ends, over two of its options: coarse at once, then finer, a little work at a time. */
  return class {
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
        safe += `${pathThrough(points.map(([x, y]) => [this.plot.X(x / (columns - 1)), this.plot.Y(y / (rows - 1))]))}Z`;
      }
      const { left, right, top, bottom } = this.plot.box;
      const frame = `M${left - 99} ${top - 99}H${right + 99}V${bottom + 99}H${left - 99}Z`;
      this.plot.draw('lost', `<path d="${frame}${safe}" fill="${this.hatch}" fill-rule="evenodd"/><path d="${safe}" class="line thin lab-border"/>`);
    }
  };
})();
