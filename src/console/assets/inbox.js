// Keyboard shortcuts of the Inbox: j, k, a, c, e, o, u, x and ?. Every action also has a button.
(() => {
  const cards = () => [...document.querySelectorAll('#inbox-cards > .card')];
  let next = '';

  const current = () => document.querySelector('.card.is-current');
  const choose = (card, focus = true) => {
    for (const each of cards()) each.classList.toggle('is-current', each === card);
    if (!card) return;
    if (focus) card.focus({ preventScroll: true });
    card.scrollIntoView({ block: 'nearest' });
  };
  const step = (by) => {
    const all = cards();
    const at = all.indexOf(current());
    choose(all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)]);
  };
  // Selected cards take precedence over the focused card.
  const selects = () => document.querySelector('#inbox-cards .card-check:checked') !== null;
  const bulk = (what) => document.querySelector(`#inbox-bulk ${what}`);
  const acts = {
    j: () => step(1),
    k: () => step(-1),
    a: () => (selects() ? bulk('#bulk-approve') : current()?.querySelector('.card-approve'))?.click(),
    c: () => (selects() ? bulk('summary') : current()?.querySelector('details.picker > summary'))?.click(),
    e: () => (selects() ? bulk('#bulk-dismiss') : current()?.querySelector('.card-dismiss'))?.click(),
    o: () => current()?.querySelector('.card-open')?.click(),
    u: () => document.querySelector('#inbox-last [data-undo]')?.click(),
    x: () => current()?.querySelector('.card-check')?.click(),
  };

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest('input:not([type="checkbox"]), textarea, select, [contenteditable]')) return;
    const keys = document.getElementById('keys');
    if (event.key === '?' && keys) {
      event.preventDefault();
      keys.open = !keys.open;
      keys.querySelector('summary').focus();
    } else if (document.getElementById('inbox-cards') && Object.hasOwn(acts, event.key)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      acts[event.key]();
    }
  });
  document.addEventListener('focusin', (event) => {
    const card = event.target.closest?.('#inbox-cards > .card');
    if (card && card !== current()) choose(card, false);
  });

  // When the focused card disappears, focus moves to the next one.
  document.addEventListener('htmx:before:swap', () => {
    const card = current();
    next = card ? ((card.nextElementSibling ?? card.previousElementSibling)?.id ?? '') : '';
  });
  document.addEventListener('htmx:after:swap', () => {
    if (!document.getElementById('inbox-cards') || current()) return;
    const lost = document.activeElement === document.body;
    const card = document.getElementById(next) ?? cards()[0];
    choose(card, lost && next !== '');
    if (!card && lost) document.getElementById('main').focus();
  });
  choose(cards()[0], false);
})();
