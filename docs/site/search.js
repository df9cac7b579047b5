// SPDX-License-Identifier: MIT
// The search: words of every section, indexed by lunr when somebody first asks.
'use strict';

(function () {
  const field = document.getElementById('search'), list = document.getElementById('found');
  const told = document.getElementById('found-told'); // always for those who listen; seen where there is no list
  const most = 12;
  let index = null, loading = null, chosen = -1;

  function load(source) {
    return new Promise((done, failed) => {
      const script = document.createElement('script');
      script.src = source;
      script.onload = done;
      script.onerror = () => {
        script.remove();
        failed(new Error(source));
      };
      document.head.append(script);
    });
  }

  // Words as they are: what is found begins like what was written, so nothing needs to be cut to its stem.
  function build() {
    const { lunr } = window;
    lunr.tokenizer.separator = /[^\p{L}\p{N}_]+/u;
    index = lunr(function () {
      this.ref('i');
      this.field('t', { boost: 12 });
      this.field('h', { boost: 8 });
      this.field('x');
      this.pipeline.reset();
      this.searchPipeline.reset();
      window.downhillSearch.forEach((section, i) => {
        const words = { i, t: section.h ? '' : section.t, h: section.h, x: section.x };
        const lesson = section.n !== undefined && !section.h; // comes before what else has its word
        this.add(words, { boost: lesson ? 6 : section.h ? 1 : 2 });
      });
    });
  }
  function ready() {
    loading = loading || load('lunr.min.js').then(() => load('search_data.js')).then(build).catch((error) => {
      loading = null; // the next letter tries again
      throw error;
    });
    return loading;
  }

  // Every word has to begin one of the section's; if no section has them all, one letter may be wrong.
  function hits(words, how) {
    return index.query((query) => {
      for (const word of words)
        query.term(word, { presence: window.lunr.Query.presence.REQUIRED, ...how });
    });
  }
  function find(text) {
    const words = text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) || [];
    if (words.length === 0) return [];
    const exact = hits(words, { wildcard: window.lunr.Query.wildcard.TRAILING });
    return (exact.length > 0 ? exact : hits(words, { editDistance: 1 }))
      .map((hit) => [window.downhillSearch[Number(hit.ref)], hit.score])
      .map(([section, score]) => [section, begins(section, words) ? 3 * score : score])
      .sort((one, other) => other[1] - one[1])
      .slice(0, most)
      .map(([section]) => section);
  }
  const begins = (section, words) => (section.h || section.t).toLowerCase().startsWith(words.join(' '));

  function passage(section, text) {
    const plain = section.x.replace(/\s+/g, ' ').trim();
    const at = Math.max(0, plain.toLowerCase().indexOf(text.toLowerCase().trim().split(/\s+/).pop()));
    const from = at < 40 ? 0 : plain.indexOf(' ', at - 40) + 1;
    return (from > 0 ? '… ' : '') + plain.slice(from, from + 110);
  }

  function item(section, text, i) {
    const li = document.createElement('li'), title = document.createElement('b');
    const small = document.createElement('small');
    li.id = 'found-' + i;
    li.setAttribute('role', 'option');
    li.setAttribute('aria-selected', 'false');
    li.dataset.href = section.f + (section.a && section.h ? '#' + section.a : '');
    title.textContent = (section.n ? section.n + ' ' : '') + section.t + (section.h ? ' › ' + section.h : '');
    small.textContent = passage(section, text);
    li.append(title, small);
    li.addEventListener('mousedown', (event) => event.preventDefault());
    li.addEventListener('click', () => go(li));
    li.addEventListener('mousemove', () => choose(i));
    return li;
  }

  function choose(i) {
    const items = list.querySelectorAll('[role=option]');
    if (items.length === 0) return;
    chosen = (i + items.length) % items.length;
    items.forEach((li, k) => li.setAttribute('aria-selected', String(k === chosen)));
    items[chosen].scrollIntoView({ block: 'nearest' });
    field.setAttribute('aria-activedescendant', items[chosen].id);
  }

  function go(li) {
    close();
    location.href = li.dataset.href;
  }
  function close() {
    list.hidden = true;
    told.classList.add('unseen');
    field.setAttribute('aria-expanded', 'false');
    field.removeAttribute('aria-activedescendant');
    chosen = -1;
  }

  async function show() {
    const text = field.value;
    if (text.trim() === '') return close();
    try {
      await ready();
    } catch (error) {
      return tell('The search could not load ' + error.message + '. Your next letter tries again.');
    }
    if (field.value !== text) return;
    const found = find(text);
    if (found.length === 0) return tell('Nothing found');
    told.classList.add('unseen');
    told.textContent = found.length + ' found';
    list.replaceChildren(...found.map((section, i) => item(section, text, i)));
    list.hidden = false;
    field.setAttribute('aria-expanded', 'true');
    choose(0);
  }
  function tell(sentence) {
    close();
    told.textContent = sentence;
    told.classList.remove('unseen');
  }

  field.addEventListener('focus', () => ready().catch(() => { /* said once there is something to find */ }));
  field.addEventListener('input', show);
  field.addEventListener('blur', close);
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      event.preventDefault(); // or the browser empties the field at once
      if (list.hidden) field.value = '';
      close();
    } else if (list.hidden) {
      if (event.key === 'ArrowDown' || event.key === 'Enter') show();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      choose(chosen + (event.key === 'ArrowDown' ? 1 : -1));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const li = list.children[Math.max(chosen, 0)];
      if (li) go(li);
    }
  });
  document.addEventListener('keydown', (event) => {
    const writing = event.target.closest?.('input, textarea, select, [contenteditable]');
    if (event.key !== '/' || writing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
})();
