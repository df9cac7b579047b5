// SPDX-License-Identifier: MIT
// Lesson 12: a small network while it learns where one moon ends and the other begins.
'use strict';

downhillLive.figure('12_mlp_backprop', (figure) => {
  const { clamped, number } = downhillLive;
  const kMost = 4000;  // steps
  const samples = figure.call('samples'), count = samples.length / 3;
  let seed = 2, losses = [], state = [0, 0, 0], waited = 0, learnt = true;

  figure.title('First a straight border, then the bends', 'Shaded: where a class has a share above 0.5, 0.7, 0.9.');
  const [map, curve] = figure.row({
    label: 'The samples, and the side on which the network puts each place',
    share: 3, least: 330,
    height: (width) => width * 0.66,
    margins: () => ({ left: 1, right: 1, top: 12, bottom: 1 }),
    x: { low: -1.5, high: 2.5 }, y: { low: -1, high: 1.5 },
  }, {
    label: 'The loss over the steps',
    share: 2, least: 250,
    height: (width) => clamped(width, 230, 310),
    margins: () => ({ left: 40 }),
    x: { low: 0, high: 500, name: 'step' }, y: { low: 0, high: 0.8, name: 'loss' },
  });
  const [showStep, showLoss, showRight] = figure.readouts('step', 'loss of all samples', 'on their own side');
  const buttons = figure.buttons(), controls = figure.controls();
  const rate = figure.slider(controls, { label: 'learning rate *α*', low: 0.01, high: 10, value: 0.5, log: true, spelt: (v) => number(v, 3) });
  const hidden = figure.slider(controls, { label: 'hidden units', low: 1, high: 24, step: 1, value: 8, on: begin });
  const batch = figure.slider(controls, { label: 'samples in a batch', low: 1, high: count, step: 1, value: count, spelt: (v) => (v >= count ? `all ${count}` : String(v)) });
  const pace = figure.slider(controls, { label: 'steps in a frame', low: 1, high: 20, step: 1, value: 2 });

  function begin() {
    figure.stop();
    state = figure.call('begin', seed, hidden.value);
    losses = [[0, state[1]]];
    learnt = true;
  }
  function train(steps) {
    state = figure.call('train', rate.value, batch.value, steps);
    losses.push([state[0], state[1]]);
    learnt = true;
  }
  // Who wants no motion sees a still picture twice a second.
  function frame(seconds) {
    waited += seconds;
    if (figure.calm() && waited < 0.5) return true;
    train(figure.calm() ? 30 * pace.value : pace.value);
    waited = 0;
    return state[0] < kMost;
  }
  const play = figure.button(buttons, 'train', () => (figure.running ? figure.stop() : state[0] < kMost && figure.animate(frame)));
  figure.button(buttons, 'one step', () => { figure.stop(); train(1); });
  figure.button(buttons, '100 steps', () => { figure.stop(); for (let i = 0; i < 20; ++i) train(5); });
  figure.button(buttons, 'start again', begin);
  figure.button(buttons, 'other weights', () => { seed += 1; begin(); });
  begin();

  function dots() {
    let markup = '';
    for (let i = 0; i < count; ++i)
      markup += map.dot(samples[3 * i], samples[3 * i + 1], map.width > 420 ? 3.2 : 2.4, `fill-${samples[3 * i + 2] ? 'orange' : 'blue'} ring`);
    return markup;
  }
  const corners = [[map.x.low, map.y.low], [map.x.high, map.y.high]];

  figure.draw = (resized) => {
    if (resized || learnt) {
      map.bands('blue', figure.call('region', 0, ...corners), 'blue');
      map.bands('orange', figure.call('region', 1, ...corners), 'orange');
      learnt = false;
    }
    if (resized) {
      const { left, top, right, bottom } = map.box;
      map.draw('frame', `<path d="M${left} ${top}H${right}V${bottom}H${left}Z" class="axis"/>`);
      map.draw('samples', dots(), 'exactly');
    }
    const reach = [500, 1000, 2000, kMost].find((most) => state[0] <= most) ?? state[0];
    if (resized || curve.x.high !== reach) {
      curve.x.high = reach;
      curve.axes({ along: 2 });
      const half = Math.LN2;
      curve.draw('half', curve.line([[0, half], [reach, half]], 'hair dashed stroke-grey') + curve.text(reach, half, 'ln 2: a half for each class', 'end small halo fill-grey', 0, -6));
    }
    curve.draw('loss', curve.line(losses, 'stroke-ink') + curve.dot(state[0], state[1], 5, 'fill-ink ring'), 'nearly');
    play.firstChild.textContent = figure.running ? 'pause' : 'train';
    showStep(state[0]);
    showLoss(state[1]);
    showRight(state[2], `${state[2]} of ${count}`);
    if (!figure.running) figure.say(`After ${state[0]} steps the loss is ${number(state[1])}; ${state[2]} of ${count} samples are on their own side.`);
  };
});
