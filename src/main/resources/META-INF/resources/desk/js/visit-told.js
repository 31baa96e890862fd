// The customer was told another time, or his first one: it is what the visit is measured by from then on.

import { Refusal, patch } from './api.js';
import { BEGUN, OVER } from './badges.js';
import { unchanged } from './board-drag.js';
import { rowOf } from './board-plan.js';
import { fields } from './fields.js';
import { dayOf, moment, time } from './format.js';
import { t } from './i18n.js';
import { knows, mistake, told, toldSpan } from './told.js';
import { h } from './view.js';
import { folded } from './visit-step.js';

const HALF_HOUR = 30 * 60_000;
/** Where nothing was told before, so much time is left for whoever comes. */
const USUAL = 4 * HALF_HOUR;

/** What is being entered, by visit, until its form is closed: `{ day, from, until, seen, touched }`. */
const entries = new Map();

export function reset() {
  entries.clear();
}

/** Asks what he was told, most likely for `day`; nothing for whoever may not, or once somebody has come. */
export function telling(context, visit, day) {
  if (OVER.includes(visit.status) || BEGUN.includes(visit.status) || !context.may('dispatcher', 'agent', 'admin')) {
    return null;
  }
  const entry = entries.get(visit.id);
  // What is proposed was seen when the form was opened: it does not turn into something else under somebody's hand.
  // What he has written is there again if the form left the page without being closed.
  const turned = open => {
    if (!open) {
      entries.delete(visit.id);
    } else if (!entries.get(visit.id)?.touched) {
      entries.set(visit.id, { ...likely(visit, day), seen: visit });
    }
    context.update();
  };
  return folded(context, 'told', visit, entry ? inputs(context, entry) : [], (form, refused) => save(visit, entry, refused), { turned });
}

function inputs(context, entry) {
  const { line } = fields('told', entry, () => {
    entry.touched = true;
    context.update();
  });
  const timed = Boolean(entry.from || entry.until);
  const window = /^\d{4}-\d\d-\d\d$/.test(entry.day) && told(entry.day, entry.from, entry.until);
  return [
    line('day', t('told.day'), { type: 'date', required: timed, max: '9999-12-31' }),
    line('from', t('call.from'), { type: 'time', required: timed }),
    line('until', t('call.until'), { type: 'time', required: timed }),
    h('p', { key: 'words', class: 'quiet' }, window && !mistake(window) ? toldSpan(window) : t('told.none')),
  ];
}

/** What he was told; if it is planned otherwise, or a plan would, what he is likely told now. */
function likely(visit, day) {
  const start = startOf(visit);
  const from = visit.windowStart ? wholeMinute(visit.windowStart) : null;
  const length = from ? wholeMinute(visit.windowEnd) - from : USUAL;
  const begin = start == null || knows(visit, start) ? from : start - (start % HALF_HOUR);
  const written = begin && (fitting(begin, Math.max(length, HALF_HOUR)) ?? fitting(begin, USUAL));
  return written ?? { day: begin ? dayOf(begin) : day, from: '', until: '' };
}

/** As the form has it. */
const wholeMinute = instant => Math.floor(Date.parse(instant) / 60_000) * 60_000;

/** When somebody comes as it is planned now; whoever has it no more comes at no time. */
const plannedOf = visit => (visit.status === 'unscheduled' || !visit.plannedStart ? null : Date.parse(visit.plannedStart));

/** The same, or when the plan that is looked at would have him come, as long as it is about what is planned now. */
function startOf(visit) {
  const row = rowOf(visit.id);
  const from = row?.from ? Date.parse(row.from.start) : null;
  return row && from === plannedOf(visit) ? Date.parse(row.to.start) : plannedOf(visit);
}

/** As the form has it, if it can say that. */
function fitting(begin, length) {
  const written = { day: dayOf(begin), from: time(begin), until: time(begin + length) };
  const window = told(written.day, written.from, written.until);
  return window[0] === begin && window[1] === begin + length ? written : null;
}

async function save(visit, entry, refused) {
  const window = told(entry.day, entry.from, entry.until);
  const wrong = mistake(window);
  if (wrong) {
    throw new Refusal(0, wrong);
  }
  const [windowStart, windowEnd] = window?.map(each => new Date(each).toISOString()) ?? [null, null];
  if (refused === 'overtaken') {
    // He was told that somebody else had changed it, and has looked at what it is now.
    entry.seen = visit;
  }
  const headers = await unchanged(entry.seen);
  await patch(`visits/${visit.id}`, { windowStart, windowEnd }, headers);
  entries.delete(visit.id);
  return noted(visit, window && { windowStart, windowEnd });
}

function noted(visit, window) {
  if (!window) {
    return t('told.cleared', { visit: visit.title });
  }
  const words = t('told.noted', { visit: visit.title, span: toldSpan([window.windowStart, window.windowEnd]) });
  const start = plannedOf(visit);
  return start == null || knows(window, start) ? words : `${words} ${t('told.otherwise', { time: moment(start) })}`;
}
