// SPDX-License-Identifier: MIT
// What the browser tests share: the site, a browser that asks nobody anything, and pages that tell of errors.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { chromium } = require('playwright-core');

const site = process.env.DOWNHILL_SITE;
function address(file) { // "lab.html#lab=1"
  const [name, fragment] = file.split('#');
  return pathToFileURL(path.join(site, name)).href + (fragment === undefined ? '' : '#' + fragment);
}
const pages = fs.readdirSync(site).filter((name) => name.endsWith('.html')).sort();
const lessons = pages.filter((name) => /^\d\d_/.test(name));

function launch() {
  return chromium.launch({
    executablePath: process.env.DOWNHILL_CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update',
      '--disable-sync', '--no-first-run'],
  });
}

// A page whose errors and outside requests are collected in `page.wrong`.
async function open(browser, file, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(300_000); // a busy machine is no fault of the site
  page.wrong = [];
  page.on('pageerror', (error) => page.wrong.push(`${file}: ${error.message}`));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) page.wrong.push(`${file} says: ${message.text()}`);
  });
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText;
    if (why !== 'net::ERR_ABORTED') // the next page was opened before this one's icon had come
      page.wrong.push(`${file}: could not load ${request.url()}: ${why}`);
  });
  page.on('request', (request) => {
    if (!/^(file|data|blob):/.test(request.url())) page.wrong.push(`${file} asks for ${request.url()}`);
  });
  if (file) await page.goto(address(file));
  return page;
}

const axe_source = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

// What axe-core has against the page as it is now, a line for each element; by all its rules, or by some; of all of
// it, or of one part.
async function axe(page, rules, part) {
  await page.evaluate(axe_source);
  const { violations } = await page.evaluate(([only, at]) => window.axe.run(at ?? document,
    { resultTypes: ['violations'], preload: false, ...(only && { runOnly: only }) }), [rules, part]);
  return violations.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id}: ${node.html.slice(0, 120)} (${node.failureSummary.replace(/\s+/g, ' ').slice(0, 200)})`));
}

module.exports = { address, axe, launch, lessons, open, pages, site };
