// SPDX-License-Identifier: MIT
// Theme, list of pages, formulas, and what scrolls sideways.
'use strict';

(function () {
  const root = document.documentElement;

  // ── theme: the system's, until somebody chooses

  const button = document.getElementById('theme');
  const system = matchMedia('(prefers-color-scheme: dark)');
  const is_dark = () => (root.dataset.theme || (system.matches ? 'dark' : 'light')) === 'dark';

  function show_theme() {
    root.classList.toggle('dark', is_dark());
    button.setAttribute('aria-pressed', String(is_dark()));
    document.dispatchEvent(new CustomEvent('downhill:theme', { detail: is_dark() ? 'dark' : 'light' }));
  }
  button.addEventListener('click', () => {
    root.dataset.theme = is_dark() ? 'light' : 'dark';
    try { localStorage.setItem('downhill-theme', root.dataset.theme); } catch { /* for this page, then */ }
    show_theme();
  });
  system.addEventListener('change', show_theme);
  show_theme();

  // ── the list of pages: behind a button where there is no room

  const menu = document.getElementById('menu'), pages = document.getElementById('pages');
  function show_pages(shown) {
    pages.classList.toggle('shown', shown);
    menu.setAttribute('aria-expanded', String(shown));
  }
  menu.addEventListener('click', () => show_pages(!pages.classList.contains('shown')));
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !pages.classList.contains('shown')) return;
    show_pages(false);
    menu.focus();
  });
  document.addEventListener('focusin', ({ target }) => { // gone on to what the list covers
    if (pages.classList.contains('shown') && !target.closest('#pages, .top')) show_pages(false);
  });
  const current = pages.querySelector('[aria-current]');
  if (current && current.offsetTop > pages.clientHeight * 0.7)
    pages.scrollTop = current.offsetTop - pages.clientHeight / 2;

  // ── formulas

  if (window.katex)
    for (const formula of document.querySelectorAll('.math'))
      window.katex.render(formula.textContent, formula,
        { displayMode: formula.classList.contains('display'), throwOnError: false, strict: false });

  // ── what is wider than its place can be scrolled with the keyboard, too

  function mark_scrolling() {
    for (const element of document.querySelectorAll('[data-scrolls]')) {
      const scrolls = element.scrollWidth > element.clientWidth + 1;
      const words = { tabindex: '0', role: 'group', 'aria-label': element.dataset.scrolls + ', scrolls sideways' };
      for (const [name, value] of Object.entries(words))
        if (scrolls) element.setAttribute(name, value);
        else element.removeAttribute(name);
      mark_more(element);
    }
  }
  function mark_more(element) {
    element.classList.toggle('more', element.scrollLeft + element.clientWidth < element.scrollWidth - 2);
  }
  for (const element of document.querySelectorAll('[data-scrolls]'))
    element.addEventListener('scroll', () => mark_more(element), { passive: true });
  mark_scrolling();
  addEventListener('resize', mark_scrolling);
  if (document.fonts) document.fonts.ready.then(mark_scrolling);

  // ── which heading the reader is at

  const contents = new Map(Array.from(document.querySelectorAll('.contents a'), (a) => [a.hash.slice(1), a]));
  if (contents.size > 0) {
    const headings = Array.from(document.querySelectorAll('h2[id]')).filter((h) => contents.has(h.id));
    const follow = () => {
      const passed = headings.filter((h) => h.getBoundingClientRect().top < 120);
      for (const a of contents.values()) a.classList.remove('now');
      if (passed.length > 0) contents.get(passed[passed.length - 1].id).classList.add('now');
    };
    addEventListener('scroll', follow, { passive: true });
    follow();
  }
})();
