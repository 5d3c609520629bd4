// What the pages do beside htmx: keys, copying, fresh times, the state of the live line. Everything works without it.
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
  // A page left open for days: the oldest rows make room.
  each('#issue-rows > li:nth-child(n + 201)', (row) => row.remove());
}

document.addEventListener('click', async (event) => {
  const copy = event.target.closest('[data-copy]');
  if (copy) {
    await navigator.clipboard.writeText(copy.dataset.copy);
    copy.dataset.copied = '';
    setTimeout(() => delete copy.dataset.copied, 1500);
  }
  // An open menu closes when something else is pressed.
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
  reconnecting: 'Reconnecting. What is shown may be old.',
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
// News may change how many issues wait: counted once a burst is over for a moment, and at least every few seconds of a long one.
let counting = 0;
document.addEventListener('htmx:sse:after:message', () => {
  const path = document.getElementById('live')?.dataset.counts;
  if (!path || counting) return;
  counting = setTimeout(() => {
    counting = 0;
    // The page may have taken its live line away while it waited.
    if (!document.getElementById('live')) return;
    htmx.ajax('GET', path, { target: '#live', swap: 'none' });
  }, 1500);
});
// The server says that this page can no longer be kept fresh piece by piece.
document.addEventListener('console:reload', () => location.reload());

// A replaced row must not lose the keyboard's place.
let focused = '';
document.addEventListener('htmx:before:swap', () => {
  focused = document.activeElement?.id ?? '';
});
document.addEventListener('htmx:after:swap', () => {
  if (focused && document.activeElement === document.body)
    document.getElementById(focused)?.focus({ preventScroll: true });
  refresh();
});

// The theme changes at once; the server remembers it for the next page.
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

// On a phone the pages' names scroll: the one where one is comes into view.
const here = document.querySelector('.sections-list [aria-current]');
here?.closest('.sections').scrollTo({ left: here.offsetLeft - 48 });

refresh();
setInterval(refreshTimes, 30000);
