// Somebody calls: a visit that nobody has planned is written down beside the board, and who could take it is shown at
// once, while the caller waits.

import { act, all, get } from './api.js';
import { PRIORITIES } from './board-data.js';
import { at, telephone } from './format.js';
import { problem, t, word } from './i18n.js';
import * as names from './names.js';
import { h } from './view.js';

const KINDS = ['repair', 'inspection', 'preventive', 'installation', 'survey', 'delivery'];
const MOST_SITES = 8;
/** Whoever types is not answered before he pauses. */
const PAUSE = 250;
/** Enough digits to be a caller's number. */
const TELEPHONE = /^\+?[\d\s-]{7,}$/;

/** What was entered so far: `{ region, day, id, text, site, what, kind, priority, minutes, from, until, skills, busy, fault }`. */
let entry = null;
/** What was searched for last and found: `{ text, sites, fault }`. */
let found = null;
let pause = 0;

export function reset() {
  entry = null;
  found = null;
  clearTimeout(pause);
}

/** Whether a call is being written down on the day and in the region that is shown. */
export function open(board) {
  return entry?.day === board.day && entry.region === board.region;
}

/** What was entered before stays until it is sent or closed. */
export async function begin(context, board) {
  if (!open(board)) {
    reset();
    entry = { region: board.region, day: board.day, id: crypto.randomUUID(), text: '', site: null, what: '', kind: 'repair', priority: 'normal' };
    Object.assign(entry, { minutes: 60, from: '', until: '', skills: [], known: [] });
  }
  context.update();
  const mine = entry;
  try {
    const technicians = await names.loadTechnicians();
    const skills = technicians.filter(each => each.regionId === mine.region).flatMap(each => Object.keys(each.skills ?? {}));
    mine.known = [...new Set(skills)].sort((one, other) => one.localeCompare(other, 'th'));
  } catch (refusal) {
    mine.fault = refusal;
  }
  context.update();
}

export function tree(context, board, actions) {
  const close = () => {
    reset();
    actions.called();
  };
  return h(
    'aside',
    {
      key: `call ${entry.id}`,
      class: 'call',
      'aria-labelledby': 'call-title',
      tabindex: '-1',
      ref: node => setTimeout(() => (document.getElementById('call-site') ?? node).focus()),
      onkeydown: event => event.key === 'Escape' && close(),
    },
    h('button', { key: 'close', type: 'button', class: 'close', onclick: close }, t('close')),
    h('h2', { key: 'title', id: 'call-title' }, t('call.title')),
    form(context, board, actions),
    entry.fault && h('p', { key: 'fault', class: 'fault', role: 'alert' }, problem(entry.fault)),
  );
}

function form(context, board, actions) {
  const change = (name, value) => {
    entry[name] = value;
    context.update();
  };
  const label = (name, words) => h('label', { key: `${name}-label`, for: `call-${name}` }, words);
  const field = (name, words, more) => [
    label(name, words),
    h('input', { key: name, id: `call-${name}`, value: entry[name], oninput: event => change(name, event.target.value), ...more }),
  ];
  const select = (name, choices) => [
    label(name, t(`field.${name}`)),
    h(
      'select',
      { key: name, id: `call-${name}`, value: entry[name], onchange: event => change(name, event.target.value) },
      choices.map(each => h('option', { key: each, value: each }, word(name, each))),
    ),
  ];
  return h(
    'form',
    {
      key: 'form',
      class: 'editor',
      onsubmit: event => {
        event.preventDefault();
        send(context, board, actions);
      },
    },
    entry.site ? chosen(context) : search(context),
    field('what', t('call.what'), { required: true, maxlength: 200, autocomplete: 'off' }),
    select('kind', KINDS),
    select('priority', PRIORITIES),
    field('minutes', t('call.minutes'), { type: 'number', required: true, min: 5, max: 1440, step: 5 }),
    field('from', t('call.from'), { type: 'time', required: Boolean(entry.until) }),
    field('until', t('call.until'), { type: 'time', required: Boolean(entry.from) }),
    entry.known.length > 0 && skills(change),
    h('button', { key: 'go', id: 'call-go', class: 'primary', disabled: Boolean(entry.busy) || !entry.site }, t('call.go')),
  );
}

function skills(change) {
  const toggle = skill => change('skills', entry.skills.includes(skill) ? entry.skills.filter(each => each !== skill) : [...entry.skills, skill]);
  return h(
    'fieldset',
    { key: 'skills', class: 'skills' },
    h('legend', {}, t('field.requiredSkills')),
    entry.known.map(each =>
      h(
        'label',
        { key: each },
        h('input', { type: 'checkbox', checked: entry.skills.includes(each), 'data-skill': each, onchange: () => toggle(each) }),
        ' ',
        each,
      ),
    ),
  );
}

function chosen(context) {
  const again = () => {
    entry.site = null;
    context.update();
    setTimeout(() => document.getElementById('call-site')?.focus());
  };
  return h(
    'div',
    { key: 'chosen', class: 'away', 'data-site': entry.site.id },
    described(entry.site),
    h('button', { key: 'again', type: 'button', class: 'again', onclick: again }, t('call.other')),
  );
}

function described(site) {
  return [
    h('strong', { key: 'site', class: 'what' }, site.name),
    h('span', { key: 'customer', class: 'where' }, names.name('customers', site.customerId)),
    site.address?.line && h('span', { key: 'address', class: 'quiet' }, site.address.line),
    site.contactPhone && h('span', { key: 'phone', class: 'quiet' }, [site.contactName, telephone(site.contactPhone)].filter(Boolean).join(' · ')),
  ];
}

function search(context) {
  const sites = found?.sites ?? [];
  return [
    h('label', { key: 'site-label', for: 'call-site' }, t('call.where')),
    h('input', {
      key: 'site',
      id: 'call-site',
      type: 'search',
      autocomplete: 'off',
      value: entry.text,
      'aria-controls': 'call-sites',
      oninput: event => typed(context, event.target.value),
      onkeydown: event => {
        if (event.key === 'Enter') {
          event.preventDefault();
          // Of what was typed before it nobody has seen what it finds.
          sites.length && found.text === entry.text && choose(context, sites[0]);
        }
      },
    }),
    h(
      'ul',
      { key: 'sites', id: 'call-sites', class: 'cards', 'aria-live': 'polite' },
      sites.map(each =>
        h('li', { key: each.id }, h('button', { type: 'button', class: 'card', 'data-site': each.id, onclick: () => choose(context, each) }, described(each))),
      ),
    ),
    found?.text && !sites.length && h('p', { key: 'none', class: 'quiet' }, found.fault ? problem(found.fault) : t('call.no-site')),
  ];
}

function choose(context, site) {
  entry.site = site;
  context.update();
  setTimeout(() => document.getElementById('call-what')?.focus());
}

function typed(context, text) {
  entry.text = text;
  context.update();
  clearTimeout(pause);
  pause = setTimeout(() => look(context, text), PAUSE);
}

/** By a part of the site's or the customer's name, or by the whole number that somebody calls from. */
async function look(context, text) {
  const mine = entry;
  const next = { text, sites: [] };
  try {
    if (text.trim()) {
      const { items } = await get('sites', { q: text, regionId: mine.region, limit: MOST_SITES });
      next.sites = items.length || !TELEPHONE.test(text.trim()) ? items : await ofCaller(text, mine.region);
    }
  } catch (refusal) {
    next.fault = refusal;
  }
  if (mine === entry && mine.text === text) {
    found = next;
    context.update();
  }
}

async function ofCaller(phone, regionId) {
  const { items } = await get('customers', { phone, limit: MOST_SITES });
  const sites = await Promise.all(items.map(each => all('sites', { customerId: each.id, regionId })));
  return sites.flat().slice(0, MOST_SITES);
}

async function send(context, board, actions) {
  const mine = entry;
  const told = Boolean(mine.from && mine.until);
  const [windowStart, windowEnd] = told ? [at(mine.day, mine.from), at(mine.day, mine.until)] : [];
  if (told && !(windowStart < windowEnd)) {
    mine.fault = { code: 'ends-before-it-begins' };
    context.update();
    return;
  }
  mine.busy = true;
  mine.fault = null;
  context.update();
  try {
    const visit = await act('visits', {
      id: mine.id,
      customerId: mine.site.customerId,
      siteId: mine.site.id,
      kind: mine.kind,
      priority: mine.priority,
      title: mine.what.trim(),
      duration: `PT${mine.minutes}M`,
      windowStart: told ? new Date(windowStart).toISOString() : undefined,
      windowEnd: told ? new Date(windowEnd).toISOString() : undefined,
      requiredSkills: mine.skills,
    });
    context.tell(t('call.made', { visit: visit.title, number: visit.number }));
    if (mine === entry) {
      reset();
      actions.show('unassigned');
      actions.choose(visit.id);
    }
  } catch (refusal) {
    mine.fault = refusal;
    if (refusal.status) {
      // The server has answered: what is sent next is another one.
      mine.id = crypto.randomUUID();
    }
  } finally {
    mine.busy = false;
    context.update();
    context.reload();
  }
}
