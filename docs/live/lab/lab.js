// SPDX-License-Identifier: MIT
// The optimiser lab: two optimisers of the course on one ground, their losses, and for each a map of all its
// settings. What is set stands in the address after the #, so that a setting can be shared.
'use strict';

(() => {
  const { clamped, element, number, pathThrough, tenTo, within } = downhillLive;
  const { kSamples, kSteps, kMethods, kGrounds, kBatches, methodOf, optionsOf, stepsOf, fragmentOf, stateIn, freshState } = labSettings;
  const { kLetters, kColours, kNear, Way, thinned, dotsOf, apart, ball } = labWays;

  /** 0.001, 1000, but 10⁻⁶. */
  function power(value) {
    if (value === 0 || (value >= 1e-3 && value < 1e4)) return String(value);
    return tenTo(Math.round(Math.log10(value)));
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
        take(...plot.at(event));
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
      const side = { i, list, sliders, told, plot, map: new LabMap(plot, colour), step: [0.01, 0.02] };
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
        const past = pathThrough(thinned(points.slice(0, now + 1))), future = pathThrough(thinned(points.slice(now)));
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
        lines += `<path d="${pathThrough(thinned(points))}" class="line stroke-${kColours[i]}"/>`;
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
