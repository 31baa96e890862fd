// When somebody works on the day that is shown, if it is not as on any other: longer, shorter, or on a day that is his own.

import { act, all, get, patch, remove } from './api.js';
import * as clock from './clock.js';
import { fields } from './fields.js';
import { amount, dayInWords } from './format.js';
import { problem, t } from './i18n.js';
import { h } from './view.js';

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** What was sent before has arrived, though its answer was lost, or somebody was faster: what holds now is shown. */
const OUTDATED = ['id-taken', 'stale', 'not-found', 'overlaps'];

/**
 * Whose hours they are, what holds, and what was entered:
 * `{ technician, day, id, singles, usual, from, until, overtime, touched, busy, fault }`.
 */
let entry = null;

export function reset() {
  entry = null;
}

/** Reads what holds on that day; what was entered stays. `off` says that the board knows of no work of his then. */
export async function load(context, technician, day, off) {
  const mine = entry?.technician === technician && entry.day === day ? entry : { technician, day, id: crypto.randomUUID(), singles: [], usual: [] };
  entry = mine;
  try {
    const singles = await all('shifts', { technicianId: technician, from: day, to: day });
    const usual = await patterns(technician, day);
    // On a holiday, what comes every week may not.
    Object.assign(mine, { singles, usual: off && !singles.length ? [] : usual, ready: true });
    if (!mine.touched) {
      const { start = '', end = '' } = known(mine);
      Object.assign(mine, { from: start, until: end, overtime: null });
    }
  } catch (refusal) {
    mine.fault = refusal;
  }
  context.update();
}

async function patterns(technician, day) {
  const { patterns } = await get(`technicians/${technician}/shift-patterns`);
  const weekday = WEEKDAYS[new Date(`${day}T12:00:00Z`).getUTCDay()];
  const holds = each => each.weekday === weekday && (each.validFrom ?? day) <= day && day <= (each.validUntil ?? day);
  return patterns.filter(holds).map(each => each.hours);
}

/** What is known of the hours that are changed; nothing of those that are one stretch more. */
function known({ singles, usual }) {
  const [hours] = singles.length ? singles.map(each => each.hours) : usual;
  return singles.length > 1 ? {} : (hours ?? {});
}

export function tree(context) {
  const { singles, usual, ready, fault } = entry;
  const several = !singles.length && usual.length > 1;
  return h(
    'section',
    { key: 'hours', class: 'day-hours', 'aria-labelledby': 'hours-title' },
    h('h3', { key: 'title', id: 'hours-title' }, t('hours.of', { day: dayInWords(entry.day) })),
    ready && !singles.length && h('p', { key: 'usual', class: 'quiet' }, usual.length ? usual.map(each => `${each.start}–${each.end}`).join(', ') : t('hours.off')),
    singles.length > 0 && h('ul', { key: 'singles', class: 'cards' }, singles.map(each => single(context, each))),
    // The hours of one day stand instead of all that come every week.
    ready && (several ? h('p', { key: 'several', class: 'quiet' }, t('hours.several')) : form(context)),
    fault && h('p', { key: 'fault', class: 'fault', role: 'alert' }, problem(fault)),
  );
}

/** Hours of this day alone: without them, it is as on any other. */
function single(context, each) {
  const last = entry.singles.length === 1;
  const away = () => send(context, () => remove(`shifts/${each.id}`, { 'If-Match': `"${each.version}"` }), last ? 'hours.taken-away' : 'hours.one-taken-away');
  return h(
    'li',
    { key: each.id, class: 'noted', 'data-shift': each.id },
    h('span', {}, t('hours.single', { from: each.hours.start, until: each.hours.end })),
    h('button', { key: 'away', type: 'button', class: 'take-away', disabled: Boolean(entry.busy), onclick: away }, t(last ? 'hours.take-away' : 'hours.take-one-away')),
  );
}

function form(context) {
  const hours = clock.hours(known(entry), entry);
  const { line } = fields('hours', { ...entry, overtime: entry.overtime ?? hours.overtime }, context.update);
  const write = name => ({ oninput: event => touch(context, name, event.target.value) });
  return h(
    'form',
    {
      key: 'form',
      class: 'editor',
      onsubmit: event => {
        event.preventDefault();
        save(context);
      },
    },
    line('from', t('hours.from'), { type: 'time', required: true, ...write('from') }),
    line('until', t('hours.until'), { type: 'time', required: true, ...write('until') }),
    entry.until && entry.until < entry.from && h('p', { key: 'overnight', class: 'quiet' }, t('hours.overnight', { until: entry.until })),
    line('overtime', t('hours.overtime'), { type: 'number', min: 0, max: 720, step: 1, required: true, ...write('overtime') }),
    known(entry).pause && entry.from && entry.until && h('p', { key: 'pause', class: 'quiet' }, pauseWords(hours.pause)),
    h('button', { key: 'go', id: 'hours-go', disabled: Boolean(entry.busy) }, t('hours.save')),
  );
}

function touch(context, name, value) {
  Object.assign(entry, { [name]: value, touched: true });
  context.update();
}

function pauseWords(pause) {
  return pause ? t('hours.pause', { ...pause, length: amount(clock.minutes(pause.length) * 60_000) }) : t('hours.no-pause');
}

function save(context) {
  const { id, technician, day, singles, from, until } = entry;
  if (from === until) {
    entry.fault = { code: 'ends-before-it-begins' };
    context.update();
    return;
  }
  const { overtime, ...others } = clock.hours(known(entry), entry);
  const hours = { ...others, overtime: `PT${overtime}M` };
  const [only] = singles;
  send(
    context,
    () =>
      singles.length === 1
        ? patch(`shifts/${only.id}`, { hours }, { 'If-Match': `"${only.version}"` })
        : act('shifts', { id, technicianId: technician, day, hours: { ...hours, pause: hours.pause ?? undefined } }),
    'hours.saved',
  );
}

async function send(context, call, words) {
  const mine = entry;
  Object.assign(mine, { busy: true, fault: null });
  context.update();
  try {
    await call();
    Object.assign(mine, { id: crypto.randomUUID(), touched: false });
    context.tell(t(words));
    if (entry === mine) {
      await load(context, mine.technician, mine.day);
      document.getElementById('hours-from')?.focus();
    }
  } catch (refusal) {
    mine.fault = refusal.code === 'overlaps' ? { code: 'shift-overlaps' } : refusal;
    if (OUTDATED.includes(refusal.code) && entry === mine) {
      mine.id = crypto.randomUUID();
      await load(context, mine.technician, mine.day);
    }
  } finally {
    mine.busy = false;
    context.update();
    context.reload();
  }
}
