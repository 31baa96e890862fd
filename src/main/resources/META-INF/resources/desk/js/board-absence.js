// Who is absent: told by telephone, written down from the technician's row, taken back where he comes after all; and
// when he works on that day.

import { act, remove } from './api.js';
import * as hours from './board-hours.js';
import { fields } from './fields.js';
import { at, dayOf, moment, time } from './format.js';
import { problem, t, word } from './i18n.js';
import { h } from './view.js';

const KINDS = ['sick', 'van-broken', 'holiday', 'training', 'other'];

/** From now on, the whole day that is shown, or whatever is written below. */
const SPANS = ['now', 'day', 'other'];

/** Whose absence is written down, and what was entered so far: `{ technician, day, id, kind, span, from, until, note, busy, fault }`. */
let entry = null;

export function reset() {
  entry = null;
  hours.reset();
}

/** Whose absences are looked at on this day, if anybody's are. */
export function of(board) {
  return entry?.day === board.day ? board.technician(entry.technician) : undefined;
}

/** Reads again when he works, if his day is looked at. */
export function refresh(context, board) {
  const technician = of(board);
  if (technician) {
    hours.load(context, technician.id, board.day, !technician.times.length && !technician.absences.length);
  }
}

export function open(context, board, technician) {
  const today = board.now >= board.from && board.now < board.to;
  entry = { technician, day: board.day, id: crypto.randomUUID(), kind: 'sick', span: today ? 'now' : 'day', note: '' };
  entry.from = clock(today ? board.now : board.from);
  entry.until = clock(board.to);
  refresh(context, board);
}

/** What the field of a date and a time takes: the wall clock where the company works. */
function clock(instant) {
  return `${dayOf(instant)}T${time(instant)}`;
}

/** NaN unless a date and a time were written. */
function instant(text) {
  const [day, hour] = text.split('T');
  return /^\d{4}-\d\d-\d\d$/.test(day) && hour ? at(day, hour) : NaN;
}

export function tree(context, board, technician, actions) {
  const close = () => {
    reset();
    actions.back(technician.id);
  };
  return h(
    'aside',
    {
      key: `absence ${technician.id}`,
      class: 'absence',
      'aria-labelledby': 'absent-title',
      tabindex: '-1',
      ref: node => setTimeout(() => node.focus()),
      onkeydown: event => event.key === 'Escape' && close(),
    },
    h('button', { key: 'close', type: 'button', class: 'close', onclick: close }, t('close')),
    h('h2', { key: 'title', id: 'absent-title' }, t('absence.of', { name: technician.name })),
    h('h3', { key: 'absences' }, t('absence.title')),
    technician.absences.length > 0 && h('ul', { key: 'known', class: 'cards' }, technician.absences.map(each => known(context, technician, each))),
    form(context, board, technician, actions),
    entry.fault && h('p', { key: 'fault', class: 'fault', role: 'alert' }, problem(entry.fault)),
    hours.tree(context),
  );
}

function known(context, technician, each) {
  return h(
    'li',
    { key: each.id, class: 'noted', 'data-absence': each.id },
    h('strong', {}, word('absence', each.kind)),
    h('span', {}, `${moment(each.start)} – ${dayOf(each.start) === dayOf(each.end) ? time(each.end) : moment(each.end)}`),
    each.note && h('span', { key: 'note', class: 'quiet' }, each.note),
    h('button', { key: 'back', type: 'button', class: 'take-back', disabled: Boolean(entry.busy), onclick: () => takeBack(context, technician, each) }, t('absence.take-back')),
  );
}

function form(context, board, technician, actions) {
  const today = board.now >= board.from && board.now < board.to;
  const spans = SPANS.filter(each => each !== 'now' || today);
  const { line, choice } = fields('absence', entry, context.update);
  const clocked = name => line(name, t(`absence.${name}`), { type: 'datetime-local', required: true });
  return h(
    'form',
    {
      key: 'form',
      class: 'editor',
      onsubmit: event => {
        event.preventDefault();
        report(context, board, technician, actions);
      },
    },
    choice('kind', t('absence.kind'), KINDS, each => word('absence', each)),
    choice('span', t('absence.span'), spans, each => t(`absence.span.${each}`)),
    entry.span === 'other' && [clocked('from'), clocked('until')],
    line('note', t('absence.note'), { maxlength: 1000 }),
    h('button', { key: 'go', id: 'absence-go', class: 'primary', disabled: Boolean(entry.busy) }, t('absence.report')),
  );
}

/** From when until when, as it was chosen. */
function chosen(board) {
  switch (entry.span) {
    case 'now':
      return [board.now, board.to];
    case 'day':
      return [board.from, board.to];
    default:
      return [instant(entry.from), instant(entry.until)];
  }
}

async function report(context, board, technician, actions) {
  const [from, until] = chosen(board);
  if (!(from < until)) {
    entry.fault = { code: 'ends-before-it-begins' };
    context.update();
    return;
  }
  const done = await send(context, () =>
    act('absences', {
      id: entry.id,
      technicianId: technician.id,
      from: new Date(from).toISOString(),
      until: new Date(until).toISOString(),
      kind: entry.kind,
      note: entry.note.trim() || undefined,
    }),
  );
  if (done) {
    context.tell(t('absence.reported', { name: technician.name }));
    entry = null;
    // What he leaves undone is what to look at next, beside the button that replans it.
    actions.show('endangered');
    actions.focus('tab-endangered');
  }
}

async function takeBack(context, technician, each) {
  if (await send(context, () => remove(`absences/${each.id}`, { 'If-Match': `"${each.version}"` }))) {
    context.tell(t('absence.taken-back', { name: technician.name }));
    document.getElementById('absence-kind')?.focus();
  }
}

/** True when it is done; a refusal stays beside the form, and what was entered too. */
async function send(context, call) {
  const mine = entry;
  mine.busy = true;
  mine.fault = null;
  context.update();
  try {
    await call();
    return entry === mine;
  } catch (refusal) {
    mine.fault = refusal;
    if (refusal.code === 'id-taken') {
      // What was sent before has arrived, though its answer was lost: what is sent next is another one.
      mine.id = crypto.randomUUID();
    }
    return false;
  } finally {
    mine.busy = false;
    context.update();
    context.reload();
  }
}
