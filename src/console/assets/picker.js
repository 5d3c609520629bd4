// Turns a select into a searchable field. Without this script, the select itself does the same job.
(() => {
  // The repository's labels are on the page only once, shared by all pickers. A select receives only the label that is chosen.
  const borrowedLabels = (select) => {
    const every = document.querySelector('optgroup[data-every-label]');
    if (!every || select.contains(every)) return [];
    const own = new Set([...select.options].map((option) => option.dataset.label));
    return [...every.children]
      .filter((option) => !own.has(option.dataset.label))
      .map((option) => option.cloneNode(true));
  };
  const enhance = (select) => {
    if (select.hidden) return;
    const input = document.createElement('input');
    const list = document.createElement('ul');
    const listId = `${select.id}-list`;
    Object.assign(input, {
      type: 'text',
      className: 'picker-input',
      autocomplete: 'off',
      placeholder: 'Filter',
    });
    for (const [name, value] of Object.entries({
      role: 'combobox',
      'aria-label': select.getAttribute('aria-label'),
      'aria-expanded': 'true',
      'aria-controls': listId,
      'aria-autocomplete': 'list',
    }))
      input.setAttribute(name, value);
    Object.assign(list, { id: listId, className: 'picker-list' });
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', select.getAttribute('aria-label'));
    const own = [...select.options].filter((option) => option.value !== '');
    const options = [...own, ...borrowedLabels(select)];
    const none = document.createElement('p');
    Object.assign(none, { className: 'picker-none', textContent: 'No matches' });
    none.setAttribute('role', 'status');
    let shown = [];
    let at = 0;
    const mark = () => {
      for (const [index, item] of [...list.children].entries())
        item.setAttribute('aria-selected', String(index === at));
      const active = list.children[at];
      if (active) input.setAttribute('aria-activedescendant', active.id);
      else input.removeAttribute('aria-activedescendant');
      active?.scrollIntoView({ block: 'nearest' });
    };
    const draw = () => {
      const wanted = input.value.trim().toLowerCase();
      shown = options.filter((option) => option.textContent.toLowerCase().includes(wanted));
      at = 0;
      list.replaceChildren(
        ...shown.map((option, index) => {
          const item = document.createElement('li');
          item.id = `${listId}-${index}`;
          item.setAttribute('role', 'option');
          item.textContent = option.textContent;
          item.addEventListener('mousedown', (event) => {
            event.preventDefault();
            at = index;
            mark();
            send();
          });
          return item;
        }),
      );
      none.hidden = shown.length > 0;
      mark();
    };
    const send = () => {
      const button = select.form.querySelector('button[value="correct"]');
      const chosen = shown[at];
      if (!chosen) return;
      if (!select.contains(chosen)) select.append(chosen);
      select.value = chosen.value;
      select.form.requestSubmit(button);
      // The response may replace this part of the page, so remember where the focus was.
      const picker = select.closest('details');
      picker.open = false;
      picker.querySelector('summary').focus();
    };
    input.addEventListener('input', draw);
    input.addEventListener('keydown', (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        at = Math.min(Math.max(at + step, 0), shown.length - 1);
        mark();
      } else if (event.key === 'Enter') send();
      else if (event.key === 'Escape') {
        const picker = select.closest('details');
        picker.open = false;
        picker.querySelector('summary').focus();
      } else return;
      event.preventDefault();
      event.stopPropagation();
    });
    select.hidden = true;
    select.before(input, list, none);
    draw();
  };

  // Opens the details element here, because the browser fires its toggle event too late for keys typed immediately.
  document.addEventListener('click', (event) => {
    const summary = event.target.closest('details.picker > summary');
    if (!summary) return;
    event.preventDefault();
    const picker = summary.parentElement;
    const opens = !picker.open;
    for (const other of document.querySelectorAll('details.picker[open]')) other.open = false;
    picker.open = opens;
    if (!opens) return;
    enhance(picker.querySelector('[data-picker]'));
    const field = picker.querySelector('.picker-input');
    field.value = '';
    field.dispatchEvent(new Event('input'));
    field.focus();
  });
  // Keeps an open picker open when the server replaces the part around it, and never touches a choice in progress.
  htmx.registerExtension('console', {
    htmx_before_morph_node: (_element, { oldNode }) =>
      !oldNode.matches?.('details.picker[open], #alike[data-loaded]'),
    htmx_before_morph_attr: (element, { attrName }) => !(attrName === 'open' && element.matches?.('details')),
  });

  document.addEventListener('htmx:before:swap', ({ detail: { tasks = [] } }) => {
    for (const task of tasks) {
      // Ignores a response that arrives after the live update of its own effect, because it is older than the page.
      const version = task.fragment?.querySelector?.('[data-version]');
      const standing = version && document.getElementById(version.id);
      if (standing && Number(standing.dataset.version) > Number(version.dataset.version)) {
        task.swapSpec = { style: 'none' };
        continue;
      }
      for (const card of [...(task.fragment?.children ?? [])]) {
        const upserts = card.id && task.swapSpec?.style === 'upsert';
        const there = upserts ? document.getElementById(card.id) : null;
        if (there?.querySelector('details.picker[open], .card-check:checked')) card.remove();
      }
    }
  });
})();
