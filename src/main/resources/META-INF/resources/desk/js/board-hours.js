// When somebody works on the day that is shown, if it is not as on any other: longer, shorter, or on a day that is his own.

import { act, all, get, patch, remove } from './api.js';
import { fields } from './fields.js';
import { dayInWords } from './format.js';
import { problem, t } from './i18n.js';
import { h } from './view.js';

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
/** Where nothing is known of his hours. */
const USUAL = { start: '08:00', end: '17:00' };

/** What was sent before has arrived, though its answer was lost, or somebody was faster: what holds now is shown. */
const OUTDATED = ['id-taken', 'stale', 'not-found'];

/** Whose hours they are, and what was entered: `{ technician, day, id, singles, known, from, until, busy, fault }`. */
let entry = null;

export function reset() {
  entry = null;
}

/** Reads what holds on that day; what is entered meanwhile stays. */
export async function load(context, technician, day) {
  const mine = entry?.technician === technician && entry.day === day ? entry : { technician, day, id: crypto.randomUUID(), singles: [], known: USUAL };
  entry = mine;
  try {
    mine.singles = await all('shifts', { technicianId: technician, from: day, to: day });
    const [hours] = mine.singles.length ? mine.singles.map(each => each.hours) : await patterns(technician, day);
    mine.known = hours ?? USUAL;
    // Of several, what is entered is one more.
    const several = mine.singles.length > 1;
    Object.assign(mine, { from: several ? '' : mine.known.start, until: several ? '' : mine.known.end, ready: true });
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

export function tree(context) {
  return h(
    'section',
    { key: 'hours', class: 'day-hours', 'aria-labelledby': 'hours-title' },
    h('h3', { key: 'title', id: 'hours-title' }, t('hours.of', { day: dayInWords(entry.day) })),
    entry.singles.length > 0 && h('ul', { key: 'singles', class: 'cards' }, entry.singles.map(each => single(context, each))),
    entry.ready && form(context),
    entry.fault && h('p', { key: 'fault', class: 'fault', role: 'alert' }, problem(entry.fault)),
  );
}

/** Hours of this day alone: without them, it is as on any other. */
function single(context, each) {
  const away = () => send(context, () => remove(`shifts/${each.id}`, { 'If-Match': `"${each.version}"` }), 'hours.taken-away');
  return h(
    'li',
    { key: each.id, class: 'noted', 'data-shift': each.id },
    h('span', {}, t('hours.single', { from: each.hours.start, until: each.hours.end })),
    h('button', { key: 'away', type: 'button', class: 'take-away', disabled: Boolean(entry.busy), onclick: away }, t('hours.take-away')),
  );
}

function form(context) {
  const { line } = fields('hours', entry, context.update);
  const hours = hoursOf(entry);
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
    line('from', t('hours.from'), { type: 'time', required: true }),
    line('until', t('hours.until'), { type: 'time', required: true }),
    entry.known.pause && h('p', { key: 'pause', class: 'quiet' }, t(hours.pause ? 'hours.pause' : 'hours.no-pause', entry.known.pause)),
    h('button', { key: 'go', id: 'hours-go', disabled: Boolean(entry.busy) }, t('hours.save')),
  );
}

/** What is known of his hours, from when until when it was entered; his pause only where it still fits. */
function hoursOf({ known, from, until }) {
  const { pause, ...others } = known;
  const [earliest, latest] = pause ? [pause.earliest, pause.latest].map(each => after(from, each)) : [];
  const fits = pause && earliest <= latest && latest + minutes(pause.length) <= (after(from, until) || 24 * 60);
  return { ...others, start: from, end: until, pause: fits ? pause : null };
}

/** Minutes from one time of a day to the next other. */
function after(from, time) {
  const [one, other] = [from, time].map(each => Number(each.slice(0, 2)) * 60 + Number(each.slice(3, 5)));
  return (other - one + 24 * 60) % (24 * 60);
}

/** Of a duration such as `PT1H30M`. */
function minutes(duration) {
  const [, hours = 0, rest = 0] = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(duration) ?? [];
  return Number(hours) * 60 + Number(rest);
}

function save(context) {
  const hours = hoursOf(entry);
  const { id, technician, day, singles } = entry;
  const [only] = singles;
  return send(
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
    mine.id = crypto.randomUUID();
    context.tell(t(words));
    if (entry === mine) {
      await load(context, mine.technician, mine.day);
    }
  } catch (refusal) {
    mine.fault = refusal.code === 'overlaps' ? { code: 'shift-overlaps' } : refusal;
    if (OUTDATED.includes(refusal.code)) {
      mine.id = crypto.randomUUID();
      await load(context, mine.technician, mine.day);
    }
  } finally {
    mine.busy = false;
    context.update();
    context.reload();
  }
}
