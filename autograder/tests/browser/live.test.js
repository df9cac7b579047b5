// SPDX-License-Identifier: MIT
// Every live figure on its page: it starts, answers to the pointer and the keyboard, shows the numbers that the same
// C++ gives natively, and is light enough. Without WebAssembly the still figure stays.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const zlib = require('node:zlib');
const { spawnSync } = require('node:child_process');
const { after, before, test } = require('node:test');
const { address, axe, launch, open, pages, site } = require('./harness.js');

const kMostWeight = 60 * 1024;    // gzipped scripts of a figure
const kMostWork = 16;             // milliseconds of processor time for a frame; a screen has 60 of them a second
const kSame = 1e-12;
const kNoSolutions = !fs.existsSync(path.join(__dirname, '../../../solutions')) && 'it is made of the solutions, which are not here';

// Every figure with the first page that has it.
const figures = new Map();
for (const page of pages) {
  for (const [, name] of fs.readFileSync(path.join(site, page), 'utf8').matchAll(/data-live="(\w+)"/g))
    if (!figures.has(name)) figures.set(name, page);
}

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const host = (name) => `figure.live[data-live="${name}"]`;
const handle = (name) => `${host(name)} .live-handle:visible`;
// Once it is drawn. Two frames: one may be under way.
const drawn = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
async function started(name, options = {}, prepare = async () => {}) {
  const page = await open(browser, '', options);
  await prepare(page);
  await page.goto(address(figures.get(name)));
  await page.waitForSelector(`${host(name)}[data-started]`, { state: 'attached' });
  await page.locator(host(name)).scrollIntoViewIfNeeded();
  await drawn(page);
  return page;
}
// All that is drawn, as text.
const picture = (page, name) => page.evaluate((at) =>
  [...document.querySelectorAll(`${at} svg, ${at} dd`)].map((part) => part.innerHTML).join('\n'), host(name));

test('there are live figures', () => assert.ok(figures.size >= 6, [...figures.keys()].join(' ')));

for (const [name, file] of figures) {
  test(`${name} on a wide page`, async (t) => {
    const page = await started(name);
    await t.test('starts in place of the still figure', async () => {
      assert.equal(await page.locator(`${host(name)} > :not(.live-stage):visible`).count(), 0, 'the still figure is hidden');
      assert.ok(await page.locator(`${host(name)} .live-stage`).isVisible());
      await page.waitForFunction((at) => document.querySelector(`${at} [aria-live]`).textContent.length > 20, host(name));
    });
    await t.test('is moved by the keyboard alone', () => by_keyboard(page, name));
    await t.test('can be dragged', { skip: await page.locator(handle(name)).count() === 0 && 'it has no handle' }, () => by_pointer(page, name));
    await t.test('keeps up with a slider', async (nested) => {
      const [frames, work] = await pace(page, name);
      nested.diagnostic(`${name}: ${frames.toFixed(1)} frames a second while a slider moves, ${work.toFixed(1)} ms of processor time each`);
      assert.ok(work <= kMostWork, `${work} ms a frame`);
    });
    assert.deepEqual(page.wrong, []);
    await page.context().close();
  });

  test(`${name} on a phone`, async (t) => {
    const page = await started(name, { viewport: { width: 360, height: 740 } });
    for (const colorScheme of ['light', 'dark']) {
      await t.test(`has no fault that axe knows, ${colorScheme}`, async () => {
        await page.emulateMedia({ colorScheme });
        assert.deepEqual(await axe(page, null, host(name)), []);
      });
    }
    await t.test('fits the width', async () => {
      const [wide, most] = await page.evaluate((at) => [Math.max(...[...document.querySelectorAll(`${at} .live-stage :not(.live-said, svg *)`)]
        .map((part) => part.getBoundingClientRect().right)), document.querySelector(at).getBoundingClientRect().right], host(name));
      assert.ok(wide <= most + 1, `something reaches to ${wide} of ${most}`);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'nothing scrolls sideways');
    });
    assert.deepEqual(page.wrong, []);
    await page.context().close();
  });

  test(`${name} shows the numbers that the same C++ gives natively`, { skip: kNoSolutions }, async (t) => {
    const [calls, shown] = await played_through(name), answers = natively(name, calls);
    let count = 0, farthest = 0;
    for (const [i, { call, given, answer }] of calls.entries()) {
      assert.equal(answers[i].length, answer.length, `${call}(${given})`);
      for (const [k, value] of answer.entries()) {
        const off = difference(value, answers[i][k]);
        assert.ok(off <= kSame, `${call}(${given}) gives ${value} in the page and ${answers[i][k]} natively`);
        farthest = Math.max(farthest, off);
        ++count;
      }
    }
    const known = new Set(calls.flatMap(({ given, answer }) => [...given, ...answer]));
    for (const value of shown) assert.ok(known.has(value) || Number.isInteger(value) || Number.isNaN(value), `${value} is shown, and nothing gave it`);
    t.diagnostic(`${name}: ${count} numbers in ${calls.length} calls, off by at most ${farthest}`);
  });

  test(`${name} weighs little`, (t) => {
    const all = fs.readFileSync(path.join(site, figures.get(name)), 'utf8').matchAll(/<script src="(live\/[^"]+)"/g);
    const scripts = [...all].map(([, script]) => fs.readFileSync(path.join(site, script)));
    assert.ok(scripts.length >= 3, 'live.js, its own, and its module');
    const weight = scripts.reduce((sum, script) => sum + zlib.gzipSync(script, { level: 9 }).length, 0);
    t.diagnostic(`${name}: ${weight} bytes gzipped`);
    assert.ok(weight <= kMostWeight, `${weight} bytes`);
  });

  test(`${name} leaves the still figure where there is no WebAssembly`, async () => {
    const page = await open(browser, '');
    await page.addInitScript(() => { delete window.WebAssembly; });
    await page.goto(address(file));
    assert.equal(await page.locator(`${host(name)} .live-stage`).count(), 0);
    assert.ok(await page.locator(`${host(name)} > *`).first().isVisible());
    assert.deepEqual(page.wrong, []);
    await page.context().close();
  });
}

// Tab goes through all that can be moved, and each of it does something. What is shown, hidden or disabled on the way
// comes and goes.
async function by_keyboard(page, name) {
  const stops = `${host(name)} .live-stage :is(input, button, select, a[href], [tabindex="0"]):not(:disabled)`;
  const here = () => page.evaluate((all) => {
    const at = document.activeElement;
    if (!at.matches(all)) return null;
    at.dataset.reached = '';
    const label = at.getAttribute('aria-label') ?? at.closest('label')?.textContent ?? at.textContent;
    return { tag: at.tagName, label: label.trim(), told: at.getAttribute('aria-valuetext'), ring: at.matches(':focus-visible') };
  }, stops);
  await page.evaluate((all) => [...document.querySelectorAll(all)].find((stop) => stop.checkVisibility()).focus(), stops);
  const moved = [];
  let reached = 0;
  for (let stop = await here(); stop !== null; stop = await here(), ++reached) {
    assert.ok(stop.label, `a ${stop.tag} has no name`);
    assert.ok(stop.ring, `the focus on ${stop.label} is seen`);
    const before = await picture(page, name);
    const keys = { BUTTON: ['Enter'], SELECT: ['ArrowDown'], A: [] }[stop.tag] ?? ['ArrowRight', 'ArrowUp', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft'];
    for (const key of keys) await page.keyboard.press(key);
    await drawn(page);
    if (stop.told !== null) assert.notEqual((await here()).told, stop.told, `${stop.label} says where it is`);
    if ((await picture(page, name)) !== before) moved.push(stop.label);
    await page.keyboard.press('Tab');
  }
  const missed = await page.evaluate((all) => [...document.querySelectorAll(all)]
    .filter((stop) => stop.checkVisibility() && !('reached' in stop.dataset)).map((stop) => stop.outerHTML.slice(0, 120)), stops);
  assert.deepEqual(missed, [], 'Tab does not reach');
  assert.ok(moved.length >= reached / 2, `only these change the picture: ${moved}`);
  assert.equal(await page.locator(`${host(name)} .live-stage [hidden]:visible`).count(), 0, 'what is hidden is not seen');
}

async function by_pointer(page, name) {
  const held = page.locator(handle(name)).first(), told = await held.getAttribute('aria-valuetext');
  await held.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await held.locator('.live-grip').boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2 - 40, y + height / 2 - 20, { steps: 4 });
  await page.mouse.up();
  await drawn(page);
  assert.notEqual(await held.getAttribute('aria-valuetext'), told);
}

// Every slider to three places, every button once. All calls into the module on the way, and the numbers that stand
// there in the end.
async function played_through(name) {
  const page = await started(name, {}, (fresh) => fresh.addInitScript(() => { window.downhillLiveCalls = []; }));
  for (const slider of await page.locator(`${host(name)} input[type=range]`).all()) {
    for (const part of [0.3, 0.55, 0.8]) {
      await slider.evaluate(place_at, part);
      await drawn(page);
    }
  }
  for (const button of await page.locator(`${host(name)} button`).all()) {
    if (await button.isVisible()) await button.click();
    await drawn(page);
  }
  const [calls, shown] = await page.evaluate((at) => [window.downhillLiveCalls.map(({ call, given, answer }) => ({ call, given, answer: answer.map(String) })),
    [...document.querySelectorAll(`${at} dd[data-value]`)].map((dd) => dd.dataset.value)], host(name));
  assert.ok(calls.length > 20);
  assert.deepEqual(page.wrong, []);
  await page.context().close();
  return [calls.map((call) => ({ ...call, answer: call.answer.map(Number) })), shown.map(Number)];
}
function place_at(input, part) {
  input.value = Number(input.min) + part * (input.max - input.min);
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

function natively(name, calls) {
  const program = path.join(process.env.DOWNHILL_LIVE_NATIVE, name);
  const input = calls.map(({ call, given }) => `${call} ${given.length} ${given.join(' ')}\n`).join('');
  // glibc's pow for processors that fuse a product and a sum differs in its last digit from musl's, which the module
  // has, and a run that bounces for ever makes much of that. Its pow for other processors is musl's own.
  const env = { ...process.env, GLIBC_TUNABLES: 'glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2' };
  const { status, stdout, stderr, error } = spawnSync(program, { input, env, maxBuffer: 1 << 28 });
  assert.equal(status, 0, String(error ?? stderr));
  return String(stdout).split('\n').map((line) => line.split(' ').filter(Boolean).map(number));
}
const number = (text) => ({ inf: Infinity, '-inf': -Infinity, nan: NaN, '-nan': NaN }[text] ?? Number(text));
function difference(a, b) {
  if (a === b || (Number.isNaN(a) && Number.isNaN(b))) return 0;
  return Math.abs(a - b) / Math.max(1, Math.abs(a), Math.abs(b));
}

// Frames a second while the first slider goes to and fro, and the main thread's own time for each of them.
async function pace(page, name) {
  const kFrames = 60;
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const worked = async () => (await session.send('Performance.getMetrics')).metrics.find((metric) => metric.name === 'TaskDuration').value;
  const slide = (count) => page.evaluate(async ([at, most]) => {
    const input = document.querySelector(`${at} input[type=range]`), begin = performance.now();
    for (let k = 0; k < most; ++k) {
      input.value = Number(input.min) + (0.2 + 0.6 * Math.abs(1 - (k % 60) / 30)) * (input.max - input.min);
      input.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise((done) => requestAnimationFrame(done));
    }
    return 1000 * most / (performance.now() - begin);
  }, [host(name), count]);
  await slide(5);  // warm
  const before = await worked(), frames = await slide(kFrames);
  return [frames, 1000 * (await worked() - before) / kFrames];
}
