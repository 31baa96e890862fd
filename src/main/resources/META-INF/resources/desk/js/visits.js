// The visits of a day, by technician, with the chosen one beside them.

import { all, get } from './api.js';
import { status } from './badges.js';
import { bounds, dayInWords, shifted, span, time, today } from './format.js';
import { count, t, word } from './i18n.js';
import * as names from './names.js';
import { toldSpan } from './told.js';
import { h } from './view.js';
import * as panel from './visit-panel.js';

const MOST_UNPLANNED = 100;
/** The strip above a technician's visits shows these hours; what lies outside is drawn at its edge. */
const DAWN = 6;
const DUSK = 20;
/** Where the chosen visit covers the list instead of standing beside it; as in the style sheet. */
const NARROW = matchMedia('(max-width: 70rem)');

let shown = null;
let last = null;
let technicians = [];

export function reset() {
  shown = null;
  technicians = [];
  panel.reset();
}

/** Whether the chosen visit covers the whole page, so that what is behind it must not be reached by key or voice. */
export function covers(route) {
  return Boolean(route.rest[1]) && NARROW.matches;
}

function dayOf(route) {
  const [day = ''] = route.rest;
  return /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : today();
}

function path(day, visit) {
  const place = day === today() ? 'today' : day;
  return visit ? `#/visits/${place}/${visit}` : `#/visits/${place}`;
}

export async function load(context, route) {
  const day = dayOf(route);
  const [planned, unplanned, people] = await Promise.all([
    all('visits', bounds(day)),
    get('visits', { status: 'unscheduled', limit: MOST_UNPLANNED }),
    context.may(...names.READERS) ? names.loadTechnicians() : [],
    route.rest[1] ? panel.load(context, route.rest[1]) : null,
  ]);
  technicians = people;
  const listed = new Set(planned.map(each => each.id));
  shown = { day, planned, unplanned: unplanned.items.filter(each => !listed.has(each.id)), more: Boolean(unplanned.next) };
}

export function tree(context, route) {
  const day = dayOf(route);
  const chosen = route.rest[1];
  const ready = shown?.day === day;
  NARROW.onchange = context.update;
  if (last && !chosen) {
    const card = last;
    setTimeout(() => giveFocusBack(card));
  }
  last = chosen;
  return h(
    'div',
    { key: 'visits', class: chosen ? 'split' : 'whole' },
    h(
      'div',
      { key: 'board', class: 'board', inert: covers(route) },
      h('h1', { key: 'title' }, t('visits.title')),
      toolbar(context, day),
      ready ? [summary(), board(chosen)] : context.waiting(),
    ),
    chosen && panel.tree(context, chosen, day, path(day)),
  );
}

/** The card of the visit that was closed, unless somebody has gone elsewhere meanwhile. */
function giveFocusBack(visit) {
  if (document.activeElement === document.body) {
    document.querySelector(`[data-visit="${CSS.escape(visit)}"]`)?.focus();
  }
}

function toolbar(context, day) {
  const step = (key, sign, target) =>
    h(
      'button',
      { key, type: 'button', class: `step ${key}`, 'aria-label': t(`visits.${key}`), title: t(`visits.${key}`), onclick: () => context.go(path(target)) },
      h('span', { 'aria-hidden': 'true' }, sign),
    );
  return h(
    'div',
    { key: 'toolbar', class: 'toolbar', role: 'group', 'aria-label': t('visits.day') },
    step('before', '‹', shifted(day, -1)),
    h('p', { key: 'day', class: 'day', 'aria-live': 'polite' }, dayInWords(day)),
    step('after', '›', shifted(day, 1)),
    day !== today() &&
      h('button', { key: 'today', type: 'button', class: 'today', onclick: () => context.go(path(today())) }, t('visits.today')),
    picker(context, day),
  );
}

/** A browser writes dates its own way, and never in the Buddhist era: so only its calendar is used, not its field. */
function picker(context, day) {
  return h(
    'span',
    { key: 'picker', class: 'picker' },
    h('button', { type: 'button', onclick: event => event.currentTarget.nextSibling.showPicker() }, t('visits.choose-day')),
    h('input', {
      type: 'date',
      value: day,
      tabindex: '-1',
      'aria-label': t('visits.day'),
      onchange: event => event.target.value && context.go(path(event.target.value)),
    }),
  );
}

/** Whether it is done and something that proves the work is not here; while it is worked on, that is no news. */
function lacking(visit) {
  return visit.status === 'done' && visit.evidence && !visit.evidence.complete;
}

/** Whether nobody has begun although the customer was promised that somebody would have. */
function late(visit) {
  const limit = visit.windowEnd ?? visit.plannedEnd;
  return ['scheduled', 'dispatched', 'en-route'].includes(visit.status) && Boolean(limit) && new Date(limit) < Date.now();
}

function summary() {
  const visits = shown.planned;
  const number = (...statuses) => visits.filter(each => statuses.includes(each.status)).length;
  const line = (key, amount, tone) => amount > 0 && h('li', { key, class: tone }, count(`visits.${key}`, amount));
  return h(
    'ul',
    { key: 'summary', class: 'summary' },
    h('li', { key: 'count' }, count('visits.count', visits.length)),
    line('done', number('done'), 'good'),
    line('working', number('in-progress', 'waiting', 'en-route')),
    line('to-come', number('scheduled', 'dispatched', 'unscheduled')),
    line('cancelled', number('cancelled'), 'quiet'),
    line('late', visits.filter(late).length, 'bad'),
    line('lacking', visits.filter(lacking).length, 'warn'),
  );
}

function board(chosen) {
  const known = new Map(technicians.map(each => [each.id, []]));
  const nobody = [];
  for (const visit of shown.planned) {
    const hands = [...new Set([visit.technicianId, ...(visit.crewIds ?? [])].filter(Boolean))];
    hands.forEach(each => known.set(each, [...(known.get(each) ?? []), visit]));
    if (!hands.length) {
      nobody.push(visit);
    }
  }
  const byName = [...known].sort(([one], [other]) => names.person(one).localeCompare(names.person(other), 'th'));
  const free = byName.filter(([, visits]) => !visits.length);
  return [
    shown.planned.length > 0 && scale(),
    nobody.length > 0 && lane('nobody', t('visits.nobody'), nobody, chosen),
    byName.filter(([, visits]) => visits.length).map(([id, visits]) => lane(id, names.person(id), visits, chosen)),
    !shown.planned.length && h('p', { key: 'none', class: 'empty' }, t('visits.none')),
    free.length > 0 &&
      h('p', { key: 'free', class: 'free' }, h('strong', {}, t('visits.free')), ' ', free.map(([id]) => names.person(id)).join(', ')),
    unplanned(chosen),
  ];
}

function lane(id, title, visits, chosen) {
  return h(
    'section',
    { key: id, class: 'lane', 'aria-labelledby': `lane-${id}`, 'data-technician': id },
    h(
      'div',
      { class: 'who' },
      h('h2', { id: `lane-${id}` }, title),
      h('span', { class: 'quiet' }, count('visits.count', visits.length)),
    ),
    strip(visits),
    h('ol', { class: 'cards' }, visits.map(visit => h('li', { key: visit.id }, card(visit, id, chosen)))),
  );
}

function at(hours) {
  return `${(100 * (Math.min(Math.max(hours, DAWN), DUSK) - DAWN)) / (DUSK - DAWN)}%`;
}

/** The hours that the strips below stand for. */
function scale() {
  const hours = [];
  for (let hour = DAWN; hour <= DUSK; hour += 2) {
    hours.push(h('span', { key: hour, style: { left: at(hour) } }, String(hour).padStart(2, '0')));
  }
  return h('div', { key: 'scale', class: 'lane scale', 'aria-hidden': 'true' }, h('div', { class: 'hours' }, hours));
}

/** The day at a glance; the same is written on the cards, so it is hidden from those who listen. */
function strip(visits) {
  const { from } = bounds(shown.day);
  const hour = instant => (new Date(instant) - new Date(from)) / 3_600_000;
  const now = hour(Date.now());
  return h(
    'div',
    { class: 'strip', 'aria-hidden': 'true' },
    visits
      .filter(each => each.plannedStart && each.plannedEnd)
      .map(each =>
        h('span', {
          key: each.id,
          class: `bar ${each.status}`,
          style: { left: at(hour(each.plannedStart)), right: `calc(100% - ${at(hour(each.plannedEnd))})` },
        }),
      ),
    now > DAWN && now < DUSK && h('span', { key: 'now', class: 'now', style: { left: at(now) } }),
  );
}

function card(visit, lane, chosen) {
  return h(
    'a',
    {
      class: `card ${visit.status}`,
      href: path(shown.day, visit.id),
      'aria-current': visit.id === chosen ? 'true' : null,
      'data-visit': visit.id,
    },
    h(
      'span',
      { class: 'line' },
      h('strong', { class: 'time' }, visit.plannedStart ? span(visit.plannedStart, visit.plannedEnd) : t('visits.no-time')),
      status(visit),
    ),
    h('span', { class: 'what' }, visit.title),
    h('span', { class: 'where' }, place(visit)),
    visit.windowStart && h('span', { key: 'window', class: 'quiet' }, t('visits.window', { span: toldSpan([visit.windowStart, visit.windowEnd], shown.day) })),
    h('span', { class: 'marks' }, marks(visit, lane)),
  );
}

/** Many sites are called after their customer; saying it once is enough. */
function place({ customerName, siteName }) {
  return siteName.includes(customerName) ? siteName : `${customerName} · ${siteName}`;
}

function marks(visit, lane) {
  const crew = lane !== 'nobody' && visit.technicianId && visit.technicianId !== lane;
  return [
    ['emergency', 'high'].includes(visit.priority) &&
      h('span', { key: 'priority', class: `badge ${visit.priority === 'emergency' ? 'bad' : 'warn'}` }, word('priority', visit.priority)),
    late(visit) && h('span', { key: 'late', class: 'badge bad' }, t('visits.not-begun')),
    lacking(visit) && h('span', { key: 'evidence', class: 'badge warn' }, t('visits.evidence', { n: visit.evidence.missing.length })),
    crew && h('span', { key: 'crew', class: 'badge' }, t('visits.crew', { name: names.person(visit.technicianId) })),
    visit.performedBy &&
      visit.performedBy !== visit.technicianId &&
      h('span', { key: 'by', class: 'badge' }, t('visits.by', { name: names.person(visit.performedBy) })),
    visit.startedAt &&
      visit.status === 'in-progress' &&
      h('span', { key: 'since', class: 'quiet' }, t('visits.since', { time: time(visit.startedAt) })),
  ];
}

function unplanned(chosen) {
  const visits = shown.unplanned;
  if (!visits.length) {
    return null;
  }
  const number = shown.more ? `${visits.length}+` : visits.length;
  return h(
    'details',
    { key: 'unplanned', class: 'unplanned' },
    h('summary', {}, t('visits.unplanned', { n: number })),
    h('ol', { class: 'cards' }, visits.map(visit => h('li', { key: visit.id }, card(visit, 'nobody', chosen)))),
  );
}
