// Somebody calls: a visit that nobody has planned is written down beside the board, and who could take it is shown at
// once, while the caller waits.

import { act } from './api.js';
import { complete } from './board-call-mark.js';
import * as place from './board-call-place.js';
import * as site from './board-call-site.js';
import { PRIORITIES } from './board-data.js';
import { fields } from './fields.js';
import { dayInWords } from './format.js';
import { problem, t, word } from './i18n.js';
import * as names from './names.js';
import { mistake, told } from './told.js';
import { h } from './view.js';
import { picking as pickingOf } from './where.js';

const KINDS = ['repair', 'inspection', 'preventive', 'installation', 'survey', 'delivery'];

/**
 * What was entered so far, until it is sent or thrown away:
 * `{ region, hidden, id, text, site, place, mark, what, kind, priority, minutes, from, until, skills, technicians, busy, fault }`.
 */
let entry = null;

export function reset() {
  entry = null;
  site.reset();
}

/** Whether a call is being written down in the region that is shown; the day may be turned meanwhile. */
export function open(board) {
  return Boolean(entry) && !entry.hidden && entry.region === board.region;
}

/** What was entered before is there again; in another region, all but where and by whom. */
export async function begin(context, board) {
  entry ??= { id: crypto.randomUUID(), what: '', kind: 'repair', priority: 'normal', minutes: 60, from: '', until: '' };
  entry.hidden = false;
  if (entry.region !== board.region) {
    Object.assign(entry, { region: board.region, text: '', site: null, mark: null, skills: [], technicians: [], fault: null });
    site.reset();
  }
  context.update();
  const mine = entry;
  try {
    mine.technicians = await names.loadTechnicians();
  } catch (refusal) {
    mine.fault = refusal;
  }
  context.update();
}

export function tree(context, board, actions) {
  const mine = entry;
  const hide = () => {
    entry.hidden = true;
    actions.called();
  };
  const close = () => {
    reset();
    actions.called();
  };
  return h(
    'aside',
    {
      key: 'call',
      class: 'call',
      'aria-labelledby': 'call-title',
      tabindex: '-1',
      onkeydown: event => event.key === 'Escape' && hide(),
    },
    h('button', { key: 'close', type: 'button', class: 'close', onclick: close }, t('close')),
    h('h2', { key: 'title', id: 'call-title' }, t('call.title')),
    entry.place ? place.tree(context, entry, found => placed(context, mine, found)) : form(context, board, actions),
    entry.fault && h('p', { key: 'fault', class: 'fault', role: 'alert' }, problem(entry.fault)),
  );
}

/** It is known now where he calls from, or it is searched for again. */
function placed(context, mine, found) {
  Object.assign(mine, { place: null, site: found });
  site.reset();
  context.update();
}

/** What a press on the map says now: where a place is; null if nothing. */
export function picking(context) {
  const asked = entry.place ?? (entry.site && entry.mark);
  return asked ? pickingOf(asked, context) : null;
}

function form(context, board, actions) {
  const { set, line, choice } = fields('call', entry, context.update);
  return h(
    'form',
    {
      key: 'form',
      class: 'editor',
      ref: () => setTimeout(() => document.getElementById(entry?.site ? 'call-what' : 'call-site')?.focus()),
      onsubmit: event => {
        event.preventDefault();
        send(context, board, actions);
      },
    },
    site.tree(context, entry),
    line('what', t('call.what'), { required: true, maxlength: 200, autocomplete: 'off' }),
    choice('kind', t('field.kind'), KINDS, each => word('kind', each)),
    choice('priority', t('field.priority'), PRIORITIES, each => word('priority', each)),
    line('minutes', t('call.minutes'), { type: 'number', required: true, min: 5, max: 1440, step: 5 }),
    h('p', { key: 'day', class: 'quiet' }, t('call.day', { day: dayInWords(board.day) })),
    line('from', t('call.from'), { type: 'time', required: Boolean(entry.until) }),
    line('until', t('call.until'), { type: 'time', required: Boolean(entry.from) }),
    known().length > 0 && skills(set),
    h('button', { key: 'go', id: 'call-go', class: 'primary', disabled: Boolean(entry.busy) }, t('call.go')),
  );
}

/** The skills of those who work where the site is. */
function known() {
  const region = entry.site?.regionId ?? entry.region;
  const skills = entry.technicians.filter(each => each.regionId === region).flatMap(each => Object.keys(each.skills ?? {}));
  return [...new Set(skills)].sort((one, other) => one.localeCompare(other, 'th'));
}

function skills(set) {
  const toggle = skill => set('skills', entry.skills.includes(skill) ? entry.skills.filter(each => each !== skill) : [...entry.skills, skill]);
  return h(
    'fieldset',
    { key: 'skills', class: 'skills' },
    h('legend', {}, t('field.requiredSkills')),
    known().map(each =>
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

async function send(context, board, actions) {
  if (entry.busy) {
    return;
  }
  if (!entry.site) {
    document.getElementById('call-site')?.focus();
    return;
  }
  const mine = entry;
  const here = location.hash;
  const window = told(board.day, entry.from, entry.until);
  mine.fault = mistake(window);
  mine.busy = !mine.fault;
  context.update();
  if (mine.fault) {
    return;
  }
  try {
    // In no region, its visits would be on no board.
    Object.assign(mine, { site: await complete(mine, mine.region), mark: null });
    const visit = await act('visits', body(mine, window));
    made(context, actions, mine, here, t('call.made', { visit: visit.title, number: visit.number }));
  } catch (refusal) {
    if (refusal.code === 'id-taken') {
      // What was sent before has arrived, though its answer was lost.
      made(context, actions, mine, here, t('call.was-made', { visit: mine.what }));
    } else {
      refused(context, mine, refusal);
    }
  } finally {
    mine.busy = false;
    context.update();
    context.reload();
  }
}

function body(mine, window) {
  return {
    id: mine.id,
    customerId: mine.site.customerId,
    siteId: mine.site.id,
    kind: mine.kind,
    priority: mine.priority,
    title: mine.what.trim(),
    duration: `PT${Number(mine.minutes)}M`,
    windowStart: window ? new Date(window[0]).toISOString() : undefined,
    windowEnd: window ? new Date(window[1]).toISOString() : undefined,
    requiredSkills: mine.skills,
  };
}

/** Shows the visit and who could take it, unless somebody has gone elsewhere meanwhile. */
function made(context, actions, mine, here, words) {
  context.tell(words);
  if (mine !== entry) {
    return;
  }
  reset();
  if (location.hash === here) {
    actions.show('unassigned');
    actions.choose(mine.id, mine.site.regionId);
  }
}

function refused(context, mine, refusal) {
  // It keeps its id: whether or not an earlier answer was lost, no second visit comes of it.
  mine.fault = refusal;
  if (!document.getElementById('call-go') && refusal.code !== 'session-ended') {
    context.tell(problem(refusal));
  }
}
