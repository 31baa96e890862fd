// The conflict inbox: what met, what was kept and by which rule, and one click to decide otherwise.

import { Refusal, act, all } from './api.js';
import { about, deed, nameOf, origin, rule, told, valueOf, visitLink, visitOf } from './conflict-words.js';
import { fieldName, moment } from './format.js';
import { problem, t, word } from './i18n.js';
import * as names from './names.js';
import { h } from './view.js';

const MOST_SETTLED = 100;
const CLASSES = ['hard', 'refused', 'mark'];
/** Fields whose values are of a closed list. */
const CHOICES = {
  outcome: ['fixed', 'partly-fixed', 'not-fixed', 'no-access', 'follow-up'],
  condition: ['good', 'fair', 'poor', 'broken'],
};

let inbox = null;
let settled = null;
/** Rules that no click can overcome: what was sent is not of a form or refers to nothing. */
const HOPELESS = new Set(['malformed', 'not-permitted', 'unknown-field', 'unknown-record', 'unknown-part', 'unknown-location', 'id-taken']);
/** id → what is being written or went wrong with an entry. */
const drafts = new Map();

export function reset() {
  inbox = null;
  settled = null;
  drafts.clear();
}

/** How many wait; 0 before anything was read. */
export function open() {
  return inbox?.length ?? 0;
}

export async function load(context, route) {
  if (route.rest[0] === 'settled') {
    // The newest are at the end of the list, and few look further back than that.
    settled = (await all('conflicts', { status: 'resolved' })).slice(-MOST_SETTLED).reverse();
  }
  inbox = await all('conflicts', { status: 'open' });
}

export function tree(context, route) {
  const past = route.rest[0] === 'settled';
  const entries = past ? settled : inbox;
  return [
    h('h1', { key: 'title', id: 'inbox', tabindex: '-1' }, t('nav.conflicts')),
    h('p', { key: 'about', class: 'about' }, t('conflicts.about')),
    h(
      'p',
      { key: 'which', class: 'toolbar' },
      [false, true].map(each =>
        h(
          'a',
          { key: each, class: 'choice', href: each ? '#/conflicts/settled' : '#/conflicts', 'aria-current': each === past ? 'true' : null },
          t(each ? 'conflicts.settled' : 'conflicts.inbox'),
        ),
      ),
    ),
    past && entries === null && context.waiting(),
    past && entries?.length === 0 && h('p', { key: 'none', class: 'empty' }, t('conflicts.settled.none')),
    past && entries?.length > 0 && h('ol', { key: 'past', class: 'conflicts' }, entries.map(each => entry(context, each))),
    !past && waiting(context),
  ];
}

/** What waits for a decision, here and beside the dispatch board. */
export function waiting(context) {
  return [
    inbox === null && context.waiting(),
    inbox?.length === 0 && h('p', { key: 'none', class: 'empty' }, t('conflicts.none')),
    inbox?.length > 0 && CLASSES.map(each => section(context, each, inbox.filter(it => it.class === each))),
  ];
}

/** What has to be decided stands before what has only to be read. */
function section(context, name, entries) {
  return (
    entries.length > 0 &&
    h(
      'section',
      { key: name, class: 'kind', 'aria-labelledby': `kind-${name}` },
      h('h2', { id: `kind-${name}` }, word('class', name), ' ', h('span', { class: 'quiet' }, entries.length)),
      h(
        'ol',
        { class: 'conflicts' },
        name === 'mark' ? stories(entries).map(each => story(context, each)) : entries.map(each => entry(context, each)),
      ),
    )
  );
}

function entry(context, it) {
  return h(
    'li',
    { key: it.id, class: `conflict ${it.class}`, 'data-entry': it.id, 'aria-labelledby': `about-${it.id}` },
    h('h3', { key: 'about', id: `about-${it.id}` }, it.field ? `${nameOf(it, it.field)} — ` : '', about(it)),
    h('p', { key: 'origin', class: 'quiet' }, origin(it)),
    it.field && it.class !== 'mark' ? sides(it) : whole(it),
    h('p', { key: 'rule', class: 'rule' }, rule(it)),
    it.status === 'open' ? actions(context, it) : outcome(it),
  );
}

/** What one technician did at one visit is one story, however many steps his phone told it in. */
function stories(marks) {
  const found = new Map();
  for (const it of marks) {
    const key = `${visitOf(it) ?? it.recordId}/${it.userId}`;
    found.set(key, [...(found.get(key) ?? []), it]);
  }
  return [...found.values()];
}

function story(context, marks) {
  const [first] = marks;
  const rules = [...new Set(marks.map(rule))];
  // One step may have been marked for two reasons.
  const steps = marks.filter((it, at) => it.seq == null || marks.findIndex(each => each.seq === it.seq && each.deviceId === it.deviceId) === at);
  return h(
    'li',
    { key: first.id, class: 'conflict mark', 'data-entry': first.id, 'aria-labelledby': `about-${first.id}` },
    h('h3', { key: 'about', id: `about-${first.id}` }, visitOf(first) ? visitLink(visitOf(first)) : about(first)),
    h('p', { key: 'origin', class: 'quiet' }, origin(first)),
    rules.map(each => h('p', { key: each, class: 'rule' }, each)),
    h(
      'ul',
      { key: 'told', class: 'timeline' },
      steps.map(it => h('li', { key: it.id }, h('time', { datetime: it.occurredAt }, moment(it.occurredAt)), ' ', h('strong', {}, deed(it)), told(it))),
    ),
    context.may('dispatcher', 'admin') && acknowledge(context, marks, steps.length),
  );
}

function acknowledge(context, marks, steps) {
  const draft = drafts.get(marks[0].id) ?? {};
  return h(
    'div',
    { key: 'actions', class: 'actions' },
    draft.fault && h('p', { key: 'fault', class: 'fault', role: 'alert' }, draft.fault),
    h(
      'div',
      { key: 'buttons', class: 'buttons' },
      h(
        'button',
        { key: 'kept', type: 'button', class: 'primary', disabled: draft.busy, 'data-keep': 'kept', onclick: () => resolve(context, marks, 'kept') },
        steps > 1 ? t('conflicts.seen.all', { n: steps }) : t('conflicts.seen'),
      ),
    ),
  );
}

function sides(it) {
  const used = it.status === 'open' ? it.kept : decided(it);
  const side = (which, content) => {
    const kept = used === 'both' ? which !== 'base' : used === which;
    return h(
      'div',
      { key: which, class: `side ${which}${kept ? ' kept' : ''}` },
      h('dt', {}, t(`conflicts.${which}`), kept && h('span', { class: 'badge good' }, t('conflicts.kept'))),
      h('dd', {}, valueOf(it, it.field, content)),
    );
  };
  return h('dl', { key: 'sides', class: 'sides' }, side('base', it.base), side('theirs', it.theirs), side('yours', it.yours));
}

/** Which side is in use since somebody decided; none, if he wrote something else. */
function decided(it) {
  switch (it.resolution?.keep) {
    case 'other':
      return it.kept === 'theirs' ? 'yours' : 'theirs';
    case 'value':
      return null;
    default:
      return it.kept;
  }
}

/** What the phone said as a whole, where not one field is at stake. */
function whole(it) {
  const kept = it.kept === 'yours';
  return h(
    'dl',
    { key: 'sides', class: 'sides one' },
    h(
      'div',
      { class: `side yours${kept ? ' kept' : ''}` },
      h('dt', {}, t('conflicts.yours'), kept && h('span', { class: 'badge good' }, t('conflicts.kept'))),
      h('dd', {}, h('strong', {}, deed(it)), told(it)),
    ),
  );
}

function actions(context, it) {
  if (!context.may('dispatcher', 'admin')) {
    return null;
  }
  const draft = drafts.get(it.id) ?? {};
  const settle = (keep, its) => resolve(context, [it], keep, its);
  return h(
    'div',
    { key: 'actions', class: 'actions' },
    draft.fault && h('p', { key: 'fault', class: 'fault', role: 'alert' }, draft.fault),
    h(
      'div',
      { key: 'buttons', class: 'buttons' },
      h(
        'button',
        { key: 'kept', type: 'button', class: 'primary', disabled: draft.busy, 'data-keep': 'kept', onclick: () => settle('kept') },
        t(it.class === 'refused' ? 'conflicts.leave' : `conflicts.keep-${it.kept}`),
      ),
      applicable(it) && h(
        'button',
        { key: 'other', type: 'button', disabled: draft.busy, 'data-keep': 'other', onclick: () => settle('other') },
        t(it.class === 'refused' ? 'conflicts.apply' : it.kept === 'theirs' ? 'conflicts.take-yours' : 'conflicts.take-theirs'),
      ),
      writable(it) &&
        h(
          'button',
          { key: 'write', type: 'button', disabled: draft.busy, 'aria-expanded': String(Boolean(draft.writing)), onclick: () => write(context, it, !draft.writing) },
          t('conflicts.write'),
        ),
    ),
    draft.writing && editor(it, settle),
  );
}

/** What lost can be written after all, unless it was nothing that could ever be: then the office can only note it. */
function applicable(it) {
  return !HOPELESS.has(it.rule) && it.class !== 'mark';
}

/** Only text and choices are written here; anything else is changed where it belongs. */
function writable(it) {
  const values = [it.theirs, it.yours].filter(each => each != null);
  return it.field && values.length > 0 && values.every(each => typeof each === 'string');
}

function write(context, it, writing) {
  drafts.set(it.id, { ...drafts.get(it.id), writing, fault: null });
  context.update();
  if (writing) {
    setTimeout(() => document.getElementById(`value-${it.id}`)?.focus(), 50);
  }
}

function editor(it, settle) {
  const id = `value-${it.id}`;
  const now = it.kept === 'theirs' ? it.theirs : it.kept === 'both' ? [it.theirs, it.yours].join('\n') : it.yours;
  const choices = CHOICES[it.field];
  return h(
    'form',
    {
      key: 'editor',
      class: 'editor',
      onsubmit: event => {
        event.preventDefault();
        settle('value', event.target.elements.value.value);
      },
    },
    h('label', { for: id }, t('conflicts.value', { field: fieldName(it.field) })),
    choices
      ? h('select', { key: 'value', id, name: 'value', value: now }, choices.map(each => h('option', { key: each, value: each }, word(it.field, each))))
      : h('textarea', { key: 'value', id, name: 'value', rows: 4, value: now, required: true }),
    h('button', { key: 'save', class: 'primary' }, t('conflicts.save')),
  );
}

async function resolve(context, entries, keep, its) {
  const [first] = entries;
  drafts.set(first.id, { ...drafts.get(first.id), busy: true, fault: null });
  context.update();
  try {
    let before = null;
    for (const it of entries) {
      before = (await settleOne(it, keep, its)) ?? before;
    }
    gone(entries);
    context.tell(before ? problem(before) : t('conflicts.done'));
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) {
      throw refusal;
    }
    drafts.set(first.id, { ...drafts.get(first.id), busy: false, fault: problem(refusal) });
  }
  context.update();
  context.reload();
}

/** Settles an entry; answers the refusal if somebody did so before, which is as good. */
async function settleOne(it, keep, its) {
  try {
    await act(`conflicts/${it.id}/resolve`, keep === 'value' ? { keep, value: its } : { keep });
    return null;
  } catch (refusal) {
    if (refusal.code === 'already-resolved') {
      return refusal;
    }
    throw refusal;
  }
}

/** Takes them off the list; the focus goes on to what is next on the page. */
function gone(entries) {
  const ids = new Set(entries.map(each => each.id));
  const cards = [...document.querySelectorAll('[data-entry]')];
  const at = cards.findIndex(each => ids.has(each.dataset.entry));
  const next = cards[at + 1] ?? cards[at - 1];
  ids.forEach(each => drafts.delete(each));
  inbox = inbox.filter(each => !ids.has(each.id));
  setTimeout(() => {
    const button = next?.isConnected && next.querySelector('[data-keep="kept"]');
    (button || document.getElementById('inbox'))?.focus();
  }, 60);
}

function outcome(it) {
  const { keep, value: its } = it.resolution ?? {};
  const said = keep === 'value' ? t('conflicts.resolved.value', { value: valueOf(it, it.field ?? '', its) }) : t(`conflicts.resolved.${keep}`);
  return h('p', { key: 'resolved', class: 'resolved' }, `${said} — ${it.resolvedByName ?? names.person(it.resolvedBy)}, ${moment(it.resolvedAt)}`);
}
