// The conflict inbox: what met, what was kept and by which rule, and one click to decide otherwise.

import { Refusal, act, all } from './api.js';
import { dayOf, fieldName, moment, short, value } from './format.js';
import { known, problem, t, word } from './i18n.js';
import * as names from './names.js';
import { h } from './view.js';

const MOST_SETTLED = 100;
/** Fields whose values are of a closed list. */
const CHOICES = {
  outcome: ['fixed', 'partly-fixed', 'not-fixed', 'no-access', 'follow-up'],
  condition: ['good', 'fair', 'poor', 'broken'],
};

let inbox = null;
let settled = null;
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
    entries === null && h('p', { key: 'wait', class: 'empty' }, t('loading')),
    entries?.length === 0 && h('p', { key: 'none', class: 'empty' }, t(past ? 'conflicts.settled.none' : 'conflicts.none')),
    entries?.length > 0 && h('ol', { key: past ? 'past' : 'open', class: 'conflicts' }, entries.map(each => entry(context, each))),
  ];
}

function entry(context, it) {
  return h(
    'li',
    { key: it.id, class: `conflict ${it.class}`, 'data-entry': it.id, 'aria-labelledby': `about-${it.id}` },
    h(
      'div',
      { class: 'line' },
      h('h2', { id: `about-${it.id}` }, it.field ? `${fieldName(it.field)} — ` : '', about(it)),
      h('span', { class: `badge ${it.class === 'refused' ? 'bad' : it.class === 'hard' ? 'warn' : ''}` }, word('class', it.class)),
    ),
    h('p', { class: 'quiet' }, origin(it)),
    it.field && it.class !== 'mark' ? sides(it) : whole(it),
    h('p', { class: 'rule' }, rule(it)),
    it.status === 'open' ? actions(context, it) : outcome(it),
  );
}

function about(it) {
  const visit = it.collection === 'visits' ? it.recordId : it.mutation?.set?.visitId;
  if (visit) {
    const row = names.row('visits', visit);
    const label = row === undefined ? '…' : row ? `${row.number} ${row.title}` : `#${short(visit)}`;
    const link = h('a', { href: `#/visits/${row?.plannedStart ? dayOf(row.plannedStart) : 'today'}/${visit}` }, label);
    return it.collection === 'visits' ? link : [word('collection', it.collection), ' · ', link];
  }
  if (['customers', 'sites', 'assets'].includes(it.collection)) {
    const row = names.row(it.collection, it.recordId);
    const label = row === undefined ? '…' : (row?.name ?? [row?.model, row?.serial].filter(Boolean).join(' '));
    return `${word('collection', it.collection)} ${label || `#${short(it.recordId)}`}`;
  }
  return `${word('collection', it.collection)} #${short(it.recordId)}`;
}

function origin(it) {
  const who = t('conflicts.from', { name: names.person(it.userId), time: moment(it.occurredAt) });
  const device = it.deviceId ? ` · ${t('conflicts.device', { id: short(it.deviceId) })}` : '';
  const other = it.theirActor ? ` · ${t('conflicts.other', { name: names.person(it.theirActor) })}` : '';
  return who + device + other;
}

function sides(it) {
  const side = (which, content) => {
    const kept = it.kept === 'both' ? which !== 'base' : it.kept === which;
    return h(
      'div',
      { key: which, class: `side ${which}${kept ? ' kept' : ''}` },
      h('dt', {}, t(`conflicts.${which}`), kept && h('span', { class: 'badge good' }, t('conflicts.kept'))),
      h('dd', {}, value(it.field, content, names.person)),
    );
  };
  return h('dl', { class: 'sides' }, side('base', it.base), side('theirs', it.theirs), side('yours', it.yours));
}

/** What the phone said as a whole, where not one field is at stake. */
function whole(it) {
  const { op, command, set = {}, args = {} } = it.mutation ?? {};
  const said = Object.entries(op === 'command' ? args : set);
  return h(
    'dl',
    { class: 'sides one' },
    h(
      'div',
      { class: `side yours${it.kept === 'yours' ? ' kept' : ''}` },
      h(
        'dt',
        {},
        op === 'command' ? word('step', command) : word('op', op),
        it.kept === 'yours' && h('span', { class: 'badge good' }, t('conflicts.kept')),
      ),
      said.map(([field, content]) => h('dd', { key: field }, `${fieldName(field)}: ${value(field, content, names.person)}`)),
    ),
  );
}

/** The rule in plain words, else the server's reason, else its name. */
function rule(it) {
  const key = `rule.${it.rule}`;
  return known(key) ? t(key, { field: it.field ? fieldName(it.field) : '' }) : it.reason || it.rule;
}

function actions(context, it) {
  if (!context.may('dispatcher', 'admin')) {
    return null;
  }
  const draft = drafts.get(it.id) ?? {};
  const settle = (keep, its) => resolve(context, it, keep, its);
  return h(
    'div',
    { class: 'actions' },
    draft.fault && h('p', { key: 'fault', class: 'fault', role: 'alert' }, draft.fault),
    h(
      'div',
      { key: 'buttons', class: 'buttons' },
      h(
        'button',
        { key: 'kept', type: 'button', class: 'primary', disabled: draft.busy, 'data-keep': 'kept', onclick: () => settle('kept') },
        t(it.class === 'mark' ? 'conflicts.seen' : it.class === 'refused' ? 'conflicts.leave' : 'conflicts.keep'),
      ),
      it.class !== 'mark' &&
        h(
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

/** Only text and choices are written here; anything else is changed where it belongs. */
function writable(it) {
  const values = [it.theirs, it.yours].filter(each => each != null);
  return it.field && it.class !== 'mark' && values.length > 0 && values.every(each => typeof each === 'string');
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

async function resolve(context, it, keep, its) {
  const draft = drafts.get(it.id) ?? {};
  drafts.set(it.id, { ...draft, busy: true, fault: null });
  context.update();
  try {
    await act(`conflicts/${it.id}/resolve`, keep === 'value' ? { keep, value: its } : { keep });
    gone(it);
    context.tell(t('conflicts.done'));
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) {
      throw refusal;
    }
    if (refusal.code === 'already-resolved') {
      gone(it);
      context.tell(problem(refusal));
    } else {
      drafts.set(it.id, { ...draft, busy: false, fault: problem(refusal) });
    }
  }
  context.update();
  context.reload();
}

/** Takes it off the list; the focus goes on to what is next. */
function gone(it) {
  const at = inbox.indexOf(it);
  drafts.delete(it.id);
  inbox = inbox.filter(each => each.id !== it.id);
  const next = inbox[at] ?? inbox.at(-1);
  setTimeout(() => {
    const button = next && document.querySelector(`[data-entry="${CSS.escape(next.id)}"] [data-keep="kept"]`);
    (button ?? document.getElementById('inbox'))?.focus();
  }, 60);
}

function outcome(it) {
  const { keep, value: its } = it.resolution ?? {};
  const said = keep === 'value' ? t('conflicts.resolved.value', { value: value(it.field ?? '', its, names.person) }) : t(`conflicts.resolved.${keep}`);
  return h('p', { class: 'resolved' }, `${said} — ${names.person(it.resolvedBy)}, ${moment(it.resolvedAt)}`);
}
