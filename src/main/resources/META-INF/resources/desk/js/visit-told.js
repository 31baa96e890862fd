// The customer was told another time, or his first one: it is what the visit is measured by from then on.

import { Refusal, patch } from './api.js';
import { OVER } from './badges.js';
import { BEGUN, unchanged } from './board-drag.js';
import { fields } from './fields.js';
import { dayOf, moment, time, today } from './format.js';
import { t } from './i18n.js';
import { mistake, told } from './told.js';
import { h } from './view.js';
import { folded } from './visit-reason.js';

/** Where nothing was told before, so much time is left for whoever comes. */
const USUAL = 2 * 3_600_000;
/** People are told half hours. */
const HALF_HOUR = 30 * 60_000;

/** What somebody has begun to enter, by visit. */
const entries = new Map();

export function reset() {
  entries.clear();
}

/** Asks what he was told; nothing for whoever may not, or once somebody has come. */
export function telling(context, visit) {
  if (OVER.includes(visit.status) || BEGUN.includes(visit.status) || !context.may('dispatcher', 'agent', 'admin')) {
    return null;
  }
  const entry = entries.get(visit.id) ?? likely(visit);
  const { line } = fields('told', entry, () => {
    entries.set(visit.id, entry);
    context.update();
  });
  const timed = Boolean(entry.from || entry.until);
  const inputs = [
    line('day', t('told.day'), { type: 'date', required: timed }),
    line('from', t('call.from'), { type: 'time', required: timed }),
    line('until', t('call.until'), { type: 'time', required: timed }),
    h('p', { key: 'none', class: 'quiet' }, t('told.none')),
  ];
  return folded(context, 'told', visit, inputs, () => save(visit, entry));
}

/** Whether he knows when this starts, or that nobody comes if `start` is null. */
export function knows(visit, start) {
  const from = visit.windowStart && Date.parse(visit.windowStart);
  return start == null ? !from : Boolean(from) && from <= start && start <= Date.parse(visit.windowEnd);
}

/** What he was told; if it is planned otherwise, what he is likely told now. */
function likely(visit) {
  const start = visit.plannedStart ? Date.parse(visit.plannedStart) : null;
  const from = visit.windowStart && Date.parse(visit.windowStart);
  const length = from ? Date.parse(visit.windowEnd) - from : USUAL;
  const begin = start == null || knows(visit, start) ? from : start - (start % HALF_HOUR);
  return begin
    ? { day: dayOf(begin), from: time(begin), until: time(begin + length) }
    : { day: today(), from: '', until: '' };
}

async function save(visit, entry) {
  const window = told(entry.day, entry.from, entry.until);
  const wrong = mistake(window);
  if (wrong) {
    throw new Refusal(0, wrong);
  }
  const [windowStart, windowEnd] = window?.map(each => new Date(each).toISOString()) ?? [null, null];
  await patch(`visits/${visit.id}`, { windowStart, windowEnd }, await unchanged(visit));
  entries.delete(visit.id);
  return window ? t('told.noted', { visit: visit.title, from: moment(window[0]), until: time(window[1]) }) : t('told.cleared', { visit: visit.title });
}
