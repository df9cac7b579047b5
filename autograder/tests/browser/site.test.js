// SPDX-License-Identifier: MIT
// The site in a browser, from file://.
'use strict';

const assert = require('node:assert/strict');
const { after, before, test } = require('node:test');
const { address, launch, lessons, open, pages } = require('./harness.js');

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

test('every page loads without an error or a request to the outside, and its formulas are rendered', async () => {
  const page = await open(browser, '');
  for (const file of pages) {
    await page.goto(address(file));
    const formulas = await page.evaluate(() => ({
      all: document.querySelectorAll('.math').length,
      rendered: document.querySelectorAll('.math .katex').length,
      wrong: Array.from(document.querySelectorAll('.katex-error'), (e) => e.title + ' in ' + e.textContent),
    }));
    assert.deepEqual(formulas.wrong, [], file);
    assert.equal(formulas.rendered, formulas.all, `${file}: formulas that are not rendered`);
  }
  assert.deepEqual(page.wrong, []);
  await page.context().close();
});
