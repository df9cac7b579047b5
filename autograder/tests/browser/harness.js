// SPDX-License-Identifier: MIT
// What the browser tests share: the site, a browser that asks nobody anything, and pages that tell of errors.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { chromium } = require('playwright-core');

const site = process.env.DOWNHILL_SITE;
const address = (file) => pathToFileURL(path.join(site, file.split('#')[0])).href + (file.includes('#') ? '#' + file.split('#')[1] : '');
const pages = fs.readdirSync(site).filter((name) => name.endsWith('.html')).sort();
const lessons = pages.filter((name) => /^\d\d_/.test(name));

function launch() {
  return chromium.launch({
    executablePath: process.env.DOWNHILL_CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update',
      '--disable-sync', '--no-first-run', '--allow-file-access-from-files=false'],
  });
}

// A page whose errors and outside requests are collected in `page.wrong`.
async function open(browser, file, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.wrong = [];
  page.on('pageerror', (error) => page.wrong.push(`${file}: ${error.message}`));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) page.wrong.push(`${file} says: ${message.text()}`);
  });
  page.on('requestfailed', (request) => page.wrong.push(`${file}: could not load ${request.url()}`));
  page.on('request', (request) => {
    if (!/^(file|data|blob):/.test(request.url())) page.wrong.push(`${file} asks for ${request.url()}`);
  });
  if (file) await page.goto(address(file));
  return page;
}

module.exports = { address, launch, lessons, open, pages, site };
