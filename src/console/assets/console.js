// Progressive enhancement beside htmx: keyboard shortcuts, copy buttons, relative times and the live status. Every page works without it.
const each = (selector, act) => {
  for (const element of document.querySelectorAll(selector)) act(element);
};

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'long' });
const steps = [
  [60, 1, 'second'],
  [3600, 60, 'minute'],
  [86400, 3600, 'hour'],
  [2592000, 86400, 'day'],
  [31536000, 2592000, 'month'],
  [Infinity, 31536000, 'year'],
];

/** Times in the viewer's own zone, and as old as they are now. */
function refreshTimes() {
  each('time', (time) => {
    const at = new Date(time.dateTime);
    const seconds = Math.round((at - Date.now()) / 1000);
    const [, size, unit] = steps.find(([limit]) => Math.abs(seconds) < limit);
    time.textContent =
      Math.abs(seconds) < 10 ? 'just now' : relative.format(Math.trunc(seconds / size), unit);
    time.title = exact.format(at);
  });
}

function refresh() {
  refreshTimes();
  each('[data-copy]', (button) => {
    button.hidden = !navigator.clipboard;
  });
  // Drops the oldest rows of a page that stays open for days.
  each('#issue-rows > li:nth-child(n + 201)', (row) => row.remove());
}

document.addEventListener('click', async (event) => {
  const copy = event.target.closest('[data-copy]');
  if (copy) {
    await navigator.clipboard.writeText(copy.dataset.copy);
    copy.dataset.copied = '';
    setTimeout(() => delete copy.dataset.copied, 1500);
  }
  // Closes an open menu when the user clicks elsewhere.
  each('details.menu[open]', (menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});

document.addEventListener('change', (event) => event.target.closest('[data-auto-submit]')?.requestSubmit());

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') {
    const menu = document.activeElement?.closest('details.menu[open]');
    if (menu) {
      menu.open = false;
      menu.querySelector('summary').focus();
    } else if (document.activeElement?.id === 'search') document.activeElement.blur();
    return;
  }
  if (
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    event.target.closest('input, textarea, select, [contenteditable]')
  )
    return;
  if (event.key === '/') {
    event.preventDefault();
    document.getElementById('search')?.select();
  } else if (event.key === 'j' || event.key === 'k') {
    const links = [...document.querySelectorAll('.issue-title')];
    const at = links.indexOf(document.activeElement?.closest('.issue-row')?.querySelector('.issue-title'));
    links[event.key === 'j' ? Math.min(at + 1, links.length - 1) : Math.max(at - 1, 0)]?.focus();
  } else if (event.key === 'u') {
    document.querySelector('.back')?.click();
  }
});

const liveWords = {
  connected: '',
  connecting: '',
  paused: '',
  reconnecting: 'Reconnecting… This page may be out of date.',
};
function showLive(state) {
  const line = document.getElementById('live');
  if (!line || line.dataset.live === state) return;
  line.dataset.live = state;
  document.getElementById('live-words').textContent = liveWords[state];
}
document.addEventListener('htmx:sse:after:connection', () => showLive('connected'));
document.addEventListener('htmx:sse:error', () => showLive('reconnecting'));
document.addEventListener('htmx:sse:before:connection', (event) => {
  if (event.detail.connection.attempt > 0) showLive(document.hidden ? 'paused' : 'reconnecting');
});
document.addEventListener('htmx:error', (event) => {
  if (event.target?.id === 'live') showLive('reconnecting');
});
document.addEventListener('htmx:response:error', (event) => {
  if (event.target?.id === 'live') showLive('reconnecting');
});
// Updates can change the counts. They are fetched once a burst of updates has paused, and at least every few seconds during a long one.
let counting = 0;
document.addEventListener('htmx:sse:after:message', () => {
  const path = document.getElementById('live')?.dataset.counts;
  if (!path || counting) return;
  counting = setTimeout(() => {
    counting = 0;
    // The page may have removed its live line in the meantime.
    if (!document.getElementById('live')) return;
    htmx.ajax('GET', path, { target: '#live', swap: 'none' });
  }, 1500);
});
// The server asks for a full reload because this page can't be updated incrementally any more.
document.addEventListener('console:reload', () => location.reload());

// Keeps the keyboard focus when a row is replaced.
let focused = '';
document.addEventListener('htmx:before:swap', () => {
  focused = document.activeElement?.id ?? '';
});
document.addEventListener('htmx:after:swap', () => {
  if (focused && document.activeElement === document.body)
    document.getElementById(focused)?.focus({ preventScroll: true });
  refresh();
});

// Switches the theme immediately; the server remembers it for the next page.
document.addEventListener('submit', async (event) => {
  const form = event.target;
  if (form.getAttribute('action') !== '/theme' || !event.submitter) return;
  event.preventDefault();
  document.documentElement.dataset.colorMode = event.submitter.value;
  const answer = await fetch('/theme', {
    method: 'POST',
    body: new URLSearchParams(new FormData(form, event.submitter)),
    redirect: 'manual',
  });
  if (answer.type === 'opaqueredirect') location.reload();
});

// On small screens the navigation scrolls: bring the current page into view.
const here = document.querySelector('.sections-list [aria-current]');
here?.closest('.sections').scrollTo({ left: here.offsetLeft - 48 });

refresh();
setInterval(refreshTimes, 30000);
