// SPDX-License-Identifier: MIT
// The optimiser lab: what it alone can do. What every live figure has to do is in live.test.js.
'use strict';

const assert = require('node:assert/strict');
const { after, before, test } = require('node:test');
const { address, launch, open } = require('./harness.js');

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const kFresh = '#lab=1&on=ravine&from=10,1&steps=120&a=heavy_ball,0.01,0.9&b=adam,0.5,0.9,0.999,1e-8';
const host = 'figure.live[data-live="lab"]';

// The lab, set by a fragment.
async function lab(fragment = '', options = {}, prepare = async () => {}) {
  const page = await open(browser, '', options);
  await prepare(page);
  await page.goto(address('lab.html') + fragment);
  await page.waitForSelector(`${host}[data-started]`);
  await drawn(page);
  return page;
}
const drawn = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
async function done(page) {
  assert.deepEqual(page.wrong, []);
  await page.context().close();
}
const link = (page) => page.locator(`${host} .lab-link`).getAttribute('href');
const told = (page) => page.locator(`${host} .lab-told`).allInnerTexts();
const ways = (page) => page.locator(`${host} .live-ways`).first().innerHTML();
const start = (page) => page.getByRole('slider', { name: 'Start' });
async function tell(page, fragment) {
  await page.evaluate((hash) => { location.hash = hash; }, fragment);
  await drawn(page);
}

test('a setting is in the address, and comes back from it', async () => {
  const page = await lab();
  assert.equal(await link(page), kFresh);
  assert.equal(new URL(page.url()).hash, '', 'nobody has set anything');
  await page.getByRole('button', { name: 'Rosenbrock' }).click();
  await page.getByRole('combobox', { name: 'Optimiser A' }).selectOption('RMSProp');
  await page.getByRole('slider', { name: 'rate' }).first().press('ArrowRight');
  await page.getByRole('button', { name: '4', exact: true }).click();
  await page.getByRole('button', { name: 'Other batches' }).click();
  await page.waitForFunction(() => location.hash.includes('batch=4,2'));
  const set = new URL(page.url()).hash;
  assert.equal(set, await link(page));
  assert.match(set, /^#lab=1&on=rosenbrock&from=-1\.2,1&steps=600&a=rmsprop,0\.0\d+,0\.9,1e-8&b=adam,0\.2,0\.9,0\.999,1e-8&batch=4,2$/);
  const [seen, words] = [await ways(page), await told(page)];
  await page.reload();
  await page.waitForSelector(`${host}[data-started]`);
  await drawn(page);
  assert.equal(await link(page), set);
  assert.equal(await ways(page), seen);
  assert.deepEqual(await told(page), words);
  await done(page);
});

test('whatever stands in the address, the lab has a setting that works', async () => {
  const page = await lab();
  const cases = {
    '#lab=1': kFresh,
    '#lab=1&on=nowhere&a=nobody&b=,,,&batch=x&from=&steps=': kFresh,
    '#lab=1&from=NaN,Infinity&steps=NaN&a=heavy_ball,NaN,Infinity': kFresh,
    '#lab=1&from=1e999,-1e999&steps=-7': kFresh.replace('steps=120', 'steps=1'),
    '#lab=1&on=ravine&a=adam,,0.5': kFresh.replace('heavy_ball,0.01,0.9', 'adam,0.5,0.5,0.999,1e-8'),
    '#lab=1&from=99,-99&steps=1e9': kFresh.replace('10,1', '12,-5.6').replace('120', '5000'),
    '#lab=1&a=heavy_ball,-3,7&b=adam,1e9,-1,2,0': kFresh.replace('0.01,0.9&', '0.0001,0.999&').replace('0.5,0.9,0.999,1e-8', '10,0,0.9999,1e-10'),
    '#lab=1&on=basins&from=0,0,0,0&a=rprop,0x1,1_0': kFresh.replace('ravine&from=10,1&steps=120', 'basins&from=0,0&steps=60')
      .replace('heavy_ball,0.01,0.9', 'rprop,1,1.2,0.5').replace('0.5,0.9', '0.1,0.9'),
    '#lab=1&batch=3.7,1e9': `${kFresh}&batch=1,9999`,
    [`#lab=1&from=${'9'.repeat(200)}`]: kFresh.replace('10,1', '12,1'),
    [`#lab=1&from=${'9'.repeat(3000)}`]: kFresh,
    '#lab=1&a=<script>alert(1)</script>&b=%E0%A4%A&on=__proto__': kFresh,
  };
  for (const [fragment, setting] of Object.entries(cases)) {
    await page.goto('about:blank');
    await page.goto(address('lab.html') + fragment);
    await page.waitForSelector(`${host}[data-started]`);
    await drawn(page);
    assert.equal(await link(page), setting, fragment.slice(0, 80));
    assert.doesNotMatch((await told(page)).join(), /NaN|not a number|undefined/);
  }
  for (const other of ['#five-experiments', '#lab=2&on=basins', '#lab', '#']) {
    await tell(page, kFresh);
    await tell(page, other);
    assert.equal(await link(page), kFresh, `${other} is no setting`);
  }
  await done(page);
});

test('every setting of the page is one of the lab, and does what the page says', async () => {
  const page = await lab();
  const settings = await page.locator('main p a[href*="#lab=1"]').evaluateAll((all) => all.map((a) => a.hash));
  const results = [];
  for (const setting of settings) {
    await tell(page, setting);
    assert.equal(await link(page), setting);
    results.push((await told(page)).join(' | '));
  }
  const wanted = [
    /^arrived after 93 steps.* \| arrived after 25 steps/, /^arrived after 93 steps.* \| arrived after 91 steps/,
    /^0\.022 above .* \| 0\.0042 above/, /^arrived after 21 steps/,
    /^0\.6 above .* \| arrived after 50 steps/,
    /^arrived after 25 steps.* \| arrived after 92 steps/, /^0\.28 above the lowest \| 0\.035 above/,
    /^arrived after 85 steps, now 1\.1 × 10⁻⁸ \| 0\.032 above/,
    /^arrived after 568 steps.* \| arrived after 486 steps/,
  ];
  assert.equal(settings.length, wanted.length, results.join('\n'));
  wanted.forEach((words, i) => assert.match(results[i], words));
  await done(page);
});

test('the start is moved by keys, by dragging, and by a tap', async () => {
  const page = await lab('', { hasTouch: true });
  await start(page).focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Shift+ArrowUp');
  await drawn(page);
  assert.match(await link(page), /from=9\.9,2&/);
  assert.equal(await start(page).getAttribute('aria-valuetext'), 'x 9.9, y 2');
  const before = await ways(page), box = await start(page).locator('.live-grip').boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x - 30, box.y - 20, { steps: 5 });
  await drawn(page);
  const held = await ways(page);
  assert.notEqual(held, before, 'the ways follow while it is held');
  await page.mouse.move(box.x - 5000, box.y + 5000);
  await page.mouse.up();
  await drawn(page);
  assert.match(await link(page), /from=-4,-5\.6&/, 'it stays on the ground');
  const ground = await page.locator(`${host} .live-plot`).first().boundingBox();
  await page.touchscreen.tap(ground.x + ground.width / 2, ground.y + ground.height / 3);
  await drawn(page);
  assert.doesNotMatch(await link(page), /from=-4,/);
  await done(page);
});

// The finest map has 64 × 40 cells: rates from 10⁻⁴ to 10, memories from 0 to 0.999. In every row the border has to
// pass through the cell that theory has it in.
test('the border of divergence is where theory has it', async () => {
  const page = await lab('#lab=1&on=ravine&from=10,1&steps=1000&a=heavy_ball&b=heavy_ball', {},
    (fresh) => fresh.addInitScript(() => { window.downhillLiveCalls = []; }));
  await page.waitForFunction(() => window.downhillLiveCalls.some(({ call, given }) => call === 'border' && given[0] === 65), { timeout: 60_000 });
  const border = await page.evaluate(() => window.downhillLiveCalls.findLast(({ call, given }) => call === 'border' && given[0] === 65).answer);
  const points = [];
  for (let at = 2, loops = border[1]; loops > 0; --loops, at += 1 + 2 * border[at])
    for (let i = 0; i < border[at]; ++i) points.push([border[at + 1 + 2 * i], border[at + 2 + 2 * i]]);
  for (const row of [0, 10, 20, 30]) {
    const beta = 1 - 10 ** (-3 * row / 40), largest = 2 * (1 + beta) / 25;  // for a curvature of 25
    const cells = points.filter(([x, y]) => Math.abs(y - row) < 1e-9 && x > 0 && x < 64).map(([x]) => Math.floor(x));
    assert.deepEqual(cells, [Math.floor(64 * Math.log10(largest / 1e-4) / 5)], `β = ${beta}`);
  }
  await done(page);
});

test('a map is chosen from by keys and by the mouse, and says what is chosen', async () => {
  const page = await lab();
  const ring = page.getByRole('slider', { name: 'Setting of A' });
  await ring.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  await drawn(page);
  assert.match(await ring.getAttribute('aria-valuetext'), /^rate α 0\.0112, memory β 0\.6/);
  const map = page.locator(`${host} .lab-window .live-plot`).first(), { width, height } = await map.boundingBox();
  await map.click({ position: { x: width * 0.9, y: height * 0.4 } });
  await drawn(page);
  assert.match((await told(page))[0], /^lost at step \d+$/);
  assert.match((await told(page))[1], /^arrived after 80 steps/, 'B is as it was');
  await page.keyboard.press('ArrowLeft');
  await drawn(page);
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Setting of A');
  await done(page);
});

test('batches make noise, other batches another one, and all samples none', async () => {
  const page = await lab(), calm = await ways(page);
  const press = async (name) => {
    await page.getByRole('button', { name, exact: true }).click({ force: true });
    await drawn(page);
    return ways(page);
  };
  assert.equal(await press('Other batches'), calm, 'there are none');
  const noisy = await press('4'), other = await press('Other batches');
  assert.notEqual(noisy, calm);
  assert.notEqual(other, noisy);
  assert.equal(await press('all 64'), calm);
  await done(page);
});

test('who wants no motion sees stills, and can stop them', async () => {
  const page = await lab('', { reducedMotion: 'reduce' });
  const shown = () => page.getByRole('slider', { name: 'shown up to step' }).getAttribute('aria-valuetext');
  await page.getByRole('button', { name: 'Play' }).click();
  await page.waitForFunction(() => document.querySelector('.lab-bar .live-button[aria-pressed]') !== null);
  await drawn(page);
  assert.equal(await shown(), '0');
  await page.waitForFunction(() => document.querySelectorAll('figure.live input[type=range]')[1].getAttribute('aria-valuetext') !== '0');
  assert.equal(await shown(), '15', 'an eighth of 120 at once');
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('button', { name: 'Play' }).waitFor();
  await done(page);
});

test('the maps take the colours of the theme', async () => {
  const page = await lab('', { colorScheme: 'light' });
  const corner = () => page.evaluate(() => {
    const copy = new OffscreenCanvas(1, 1).getContext('2d'), canvas = document.querySelector('.lab-heights');
    copy.drawImage(canvas, 2, canvas.height / 2, 1, 1, 0, 0, 1, 1);
    return copy.getImageData(0, 0, 1, 1).data.slice(0, 3).reduce((a, b) => a + b);
  });
  await page.waitForFunction(() => document.querySelector('.lab-heights').width > 100);
  assert.ok(await corner() > 550, 'pale on light');
  await page.getByRole('button', { name: 'Dark theme' }).click();
  await drawn(page);
  assert.ok(await corner() < 250, 'dark on dark');
  await done(page);
});
