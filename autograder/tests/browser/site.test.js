// SPDX-License-Identifier: MIT
// The site in a browser, from file://.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, before, test } = require('node:test');
const { pathToFileURL } = require('node:url');
const { address, axe, launch, lessons, open, pages, site } = require('./harness.js');

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const shots = { phone: { viewport: { width: 360, height: 740 } }, dark: { colorScheme: 'dark' } };
// One of each kind: home, a lesson, the lab, a page of text with tables, a contract, the kit, a data set.
const kinds = ['index.html', '16_momentum.html', 'lab.html', 'libraries.html', 'api_16_momentum.html',
  'api_kit_drawing.html', 'datasets_moons.html'];

// What can be told of a page while it is open in a wide window.
function facts() {
  return {
    formulas: document.querySelectorAll('.math').length - document.querySelectorAll('.math .katex').length,
    wrong: Array.from(document.querySelectorAll('.katex-error'), (e) => e.title + ' in ' + e.textContent),
    current: Array.from(document.querySelectorAll('nav [aria-current=page]'), (a) => a.getAttribute('href')),
    titles: document.querySelectorAll('h1').length,
    mains: document.querySelectorAll('main').length,
    language: document.documentElement.lang,
    chain: ['prev', 'next'].map((rel) =>
      document.querySelector(`.neighbours [rel=${rel}]`)?.getAttribute('href')),
  };
}
// Of a lesson: those before and after it.
const chain = (file) => [-1, 1].map((by) => lessons.includes(file) ? lessons[lessons.indexOf(file) + by] : undefined);

// What reaches out of a narrow window.
function too_wide() {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  return Array.from(document.querySelectorAll('main *, header *'))
    .filter((e) => e.getBoundingClientRect().right > room + 1)
    .filter((e) => !e.closest('[data-scrolls], .unseen, .katex-mathml'))
    .map((e) => e.outerHTML.slice(0, 120)).slice(0, 3).concat('something');
}

test('every page loads in silence, with formulas and neighbours, and fits into 360 pixels', async () => {
  const page = await open(browser, '');
  const wide = [];
  for (const file of pages) {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(address(file));
    assert.deepEqual(await page.evaluate(facts),
      { formulas: 0, wrong: [], current: [file], titles: 1, mains: 1, language: 'en', chain: chain(file) },
      file);
    await page.setViewportSize(shots.phone.viewport);
    wide.push(...(await page.evaluate(too_wide)).map((what) => `${file}: ${what}`));
  }
  assert.deepEqual(wide, [], 'wider than the window');
  assert.deepEqual(page.wrong, []);
  await page.context().close();
});

test('axe-core finds nothing wrong with any kind of page, light or dark, wide or narrow', async () => {
  const looks = [[{}], [shots.dark, ['color-contrast']], [{ ...shots.phone, ...shots.dark }]];
  for (const [options, rules] of looks) {
    const page = await open(browser, '', { reducedMotion: 'reduce', ...options });
    for (const file of kinds) {
      await page.goto(address(file));
      const wrong = await axe(page, rules);
      assert.deepEqual(wrong, [], `${file} ${JSON.stringify(options)}`);
    }
    await page.context().close();
  }
});

test('the next lesson is a click away', async () => {
  const page = await open(browser, lessons[0]);
  await page.locator('.neighbours [rel=next]').click();
  await page.waitForURL(address(lessons[1]));
  await page.context().close();
});

test('the search finds momentum, by keyboard alone', async () => {
  const page = await open(browser, 'index.html');
  await page.keyboard.press('/');
  await page.keyboard.type('momentum');
  const options = page.getByRole('option');
  await options.first().waitFor();
  assert.match(await options.first().innerText(), /^16 Momentum: a velocity for the weights/);
  assert.equal(await options.first().getAttribute('aria-selected'), 'true');
  await page.keyboard.press('ArrowDown');
  assert.equal(await options.nth(1).getAttribute('aria-selected'), 'true');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Escape');
  assert.equal(await options.first().isVisible(), false);
  await page.keyboard.press('ArrowDown');
  await options.first().waitFor();
  assert.deepEqual(await axe(page), [], 'with the search open');
  await page.keyboard.press('Enter');
  await page.waitForURL(/16_momentum\.html$/);
  assert.deepEqual(page.wrong, []);
  await page.context().close();
});

test('the search finds functions, beginnings, several words and a slip of the pen, or says nothing', async () => {
  const page = await open(browser, '25_capstone.html');
  const first = async (words) => {
    await page.getByRole('combobox').fill(words);
    await page.getByRole('option').first().waitFor();
    await page.waitForTimeout(50);
    return page.getByRole('option').first().innerText();
  };
  assert.match(await first('steps_until_flat'), /^01 One weight|^01 one_weight.hpp/);
  assert.match(await first('adad'), /^21 Adadelta/);
  assert.match(await first('heavyball::step'), /^16 .*HeavyBall/);
  assert.match(await first('velocity weights'), /^16 Momentum/);
  assert.match(await first('momentun'), /[Mm]omentum/);
  await page.getByRole('combobox').fill('zzzzzz');
  await page.getByText('Nothing found').waitFor();
  assert.ok((await page.getByText('Nothing found').boundingBox()).height > 20, 'for everybody to see');
  assert.deepEqual(await axe(page), [], 'with nothing found');
  await page.keyboard.press('Escape');
  assert.equal((await page.locator('#found-told').boundingBox()).height, 1);
  await page.context().close();
});

test('a search that cannot be loaded says so, and the next letter tries again', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'downhill-site-'));
  const copy = (name) => fs.copyFileSync(path.join(site, name), path.join(folder, name));
  try {
    for (const name of ['index.html', 'site.css', 'site.js', 'search.js', 'lunr.min.js', 'icon.svg']) copy(name);
    const page = await open(browser);
    await page.goto(pathToFileURL(path.join(folder, 'index.html')).href);
    await page.getByRole('combobox').pressSequentially('momen');
    await page.getByText('The search could not load search_data.js').waitFor();
    copy('search_data.js');
    await page.getByRole('combobox').pressSequentially('t');
    await page.getByRole('option').first().waitFor();
    assert.equal((await page.locator('#found-told').boundingBox()).height, 1);
    assert.deepEqual(page.wrong.filter((said) => !/could not load|Failed to load resource/.test(said)), []);
    await page.context().close();
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});

test('the theme follows the system until somebody chooses, and the choice is kept', async () => {
  const page = await open(browser, '16_momentum.html', shots.dark);
  const look = () => page.evaluate(() => {
    const curve = document.querySelector('figure svg .line');
    return [getComputedStyle(document.body).backgroundColor, getComputedStyle(curve).stroke];
  });
  const dark = await look();
  assert.equal(dark[0], 'rgb(21, 25, 31)');
  const toggle = page.getByRole('button', { name: 'Dark theme' });
  assert.equal(await toggle.getAttribute('aria-pressed'), 'true');
  const told = page.evaluate(() => new Promise((done) =>
    document.addEventListener('downhill:theme', (event) => done(event.detail))));
  await toggle.click();
  assert.equal(await told, 'light');
  const light = await look();
  assert.equal(light[0], 'rgb(255, 255, 255)');
  assert.notEqual(light[1], dark[1], 'figures follow the theme');
  await page.goto(address('01_one_weight.html'));
  assert.equal((await look())[0], 'rgb(255, 255, 255)', 'after another page was opened');
  await page.context().close();
});

// Presses Tab until the focus comes back to where it began, and says where it has been.
async function walk(page) {
  const seen = [];
  for (let i = 0; i < 400; ++i) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const e = document.activeElement;
      if (!e || e === document.body) return null;
      const box = e.getBoundingClientRect(), style = getComputedStyle(e);
      const grip = e.querySelector('.live-grip') && getComputedStyle(e.querySelector('.live-grip'));
      const known = e.dataset.walked === 'yes';
      e.dataset.walked = 'yes';
      const ring = grip ? grip.stroke !== 'none' && parseFloat(grip.strokeWidth) >= 2
        : style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
      return { known, name: e.outerHTML.slice(0, 100), seen: box.width > 0 && box.height > 0, ring };
    });
    if (at === null || at.known) break;
    seen.push(at);
  }
  return seen;
}

test('the Tab key reaches everything that can be used, with the focus in sight', async () => {
  for (const file of ['index.html', '16_momentum.html', 'api_16_momentum.html']) {
    const page = await open(browser, file);
    const seen = await walk(page);
    const unseen = seen.filter((at) => !at.ring || !at.seen).map((at) => at.name);
    assert.deepEqual(unseen, [], `${file}: focus not in sight`);
    const missed = await page.evaluate(() => Array.from(
      document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]'))
      .filter((e) => e.checkVisibility({ contentVisibilityAuto: true }) && e.dataset.walked !== 'yes')
      .map((e) => e.outerHTML.slice(0, 100)));
    assert.deepEqual(missed, [], `${file}: not reached`);
    assert.match(seen[0].name, /class="skip"/);
    await page.context().close();
  }
});

test('the first key leads past everything, to the text', async () => {
  const page = await open(browser, '16_momentum.html');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
  await page.context().close();
});

test('on a phone the list of pages opens with its button and closes with Escape', async () => {
  const page = await open(browser, '16_momentum.html', shots.phone);
  const list = page.getByRole('navigation', { name: 'Pages' });
  const button = page.getByRole('button', { name: 'Pages' });
  assert.equal(await list.isVisible(), false);
  await button.press('Enter');
  assert.equal(await list.isVisible(), true);
  assert.equal(await button.getAttribute('aria-expanded'), 'true');
  assert.deepEqual(await axe(page), [], 'with the list open');
  await page.keyboard.press('Escape');
  assert.equal(await list.isVisible(), false);
  await page.context().close();
});

test('on a phone the list of pages makes way for what the focus goes on to', async () => {
  const page = await open(browser, '16_momentum.html', shots.phone);
  const list = page.getByRole('navigation', { name: 'Pages' });
  await page.getByRole('button', { name: 'Pages' }).press('Enter');
  await list.getByRole('link').last().focus();
  await page.keyboard.press('Shift+Tab');
  assert.equal(await list.isVisible(), true);
  await list.locator(':is(a, summary):visible').last().focus();
  await page.keyboard.press('Tab');
  assert.equal(await list.isVisible(), false);
  assert.equal(await page.evaluate(() => document.activeElement.closest('#pages')), null);
  await page.getByRole('button', { name: 'Pages' }).click();
  await page.getByRole('combobox').focus();
  assert.equal(await list.isVisible(), true, 'the bar above it is not covered');
  await page.context().close();
});

test('without scripts the pages are there, with everything but formulas and search', async () => {
  const page = await open(browser, '16_momentum.html', { javaScriptEnabled: false, ...shots.phone });
  assert.equal(await page.getByRole('navigation', { name: 'Pages' }).isVisible(), true);
  const title = await page.getByRole('heading', { level: 1 }).innerText();
  assert.equal(title, 'Momentum: a velocity for the weights');
  assert.equal(await page.locator('#search').isVisible(), false);
  await page.context().close();
});
