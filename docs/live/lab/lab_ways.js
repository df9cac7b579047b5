// SPDX-License-Identifier: MIT
// The ways of the lab's two optimisers: what the module says of a run, and what is drawn of it, in pixels.
'use strict';

const labWays = (() => {
  const { pixel } = downhillLive;
  const kLetters = ['A', 'B'], kColours = ['blue', 'orange'];
  const kNear = 1e-3;  // the height above the lowest place that counts as arrived

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

  /** A dot for each step that can be seen, larger after longer ones: round caps of lines without length. */
  function dotsOf(points, colour) {
    const sizes = new Map([[2.6, ''], [4, ''], [5.6, '']]);
    points.slice(0, 400).forEach(([x, y], k) => {
      if (k === 0) return;
      const length = Math.hypot(x - points[k - 1][0], y - points[k - 1][1]);
      const size = length > 14 ? 5.6 : length > 6 ? 4 : 2.6;
      if (length > 2.5) sizes.set(size, `${sizes.get(size)}M${pixel(x)} ${pixel(y)}h0`);
    });
    return [...sizes].map(([size, data]) => `<path d="${data}" class="lab-dots stroke-${colour}" stroke-width="${size}"/>`).join('');
  }

  /** Places of two balls, moved apart where one would hide the other. */
  function apart([a, b]) {
    const near = 15 - Math.hypot(b[0] - a[0], b[1] - a[1]);
    return near <= 0 ? [a, b] : [[a[0] - near / 2, a[1]], [b[0] + near / 2, b[1]]];
  }
  /** The round sign of a side, with its letter. */
  const ball = ([x, y], i) => `<g transform="translate(${pixel(x)} ${pixel(y)})"><circle r="9.5" class="fill-${kColours[i]} ring"/>`
    + `<text y="4.5" class="lab-letter middle">${kLetters[i]}</text></g>`;

  return { kLetters, kColours, kNear, Way, thinned, dotsOf, apart, ball };
})();
