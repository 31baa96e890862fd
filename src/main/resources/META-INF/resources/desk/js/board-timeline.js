// The day by technician: a row each, a bar for each visit, dragged from row to row.

import { OVER } from './badges.js';
import { drag } from './board-drag.js';
import { silentSince } from './devices.js';
import { ago, moment, span, time } from './format.js';
import { language, t, word } from './i18n.js';
import { h } from './view.js';

const HOUR = 3_600_000;

/** Which visits can still be given to others. */
export const OPEN = ['unscheduled', 'scheduled', 'dispatched'];

export function timeline(board, chosen, actions) {
  const scale = span_of(board);
  return h(
    'section',
    { key: 'timeline', class: 'timeline', 'aria-label': t('board.timeline') },
    hours(scale),
    h(
      'div',
      { key: 'rows', class: board.now > scale.from && board.now < scale.to ? 'rows today' : 'rows', style: { '--now': scale.at(board.now) } },
      board.technicians.map(each => remembered(board, scale, each, chosen, actions)),
      !board.technicians.length && h('p', { key: 'none', class: 'empty' }, t('board.no-technicians')),
    ),
  );
}

/** From the first to the last hour that anybody works or anything is planned, at least a usual day. */
function span_of(board) {
  const starts = [board.from + 7 * HOUR];
  const ends = [board.from + 18 * HOUR];
  for (const each of board.technicians.flatMap(it => it.times)) {
    starts.push(each.start);
    ends.push(each.end);
  }
  // What should have been over before this day stands at its edge, and makes the day no longer.
  for (const each of board.visits.filter(it => it.start && it.end > board.from)) {
    starts.push(each.start);
    ends.push(each.end);
  }
  const from = Math.max(board.from, Math.floor(Math.min(...starts) / HOUR) * HOUR);
  const to = Math.min(board.to, Math.ceil(Math.max(...ends) / HOUR) * HOUR);
  const at = instant => `${(100 * (Math.min(Math.max(instant, from), to) - from)) / (to - from)}%`;
  return { from, to, at, width: (start, end) => `${(100 * Math.max(0, Math.min(end, to) - Math.max(start, from))) / (to - from)}%` };
}

function hours(scale) {
  const marks = [];
  for (let hour = scale.from; hour < scale.to; hour += HOUR) {
    marks.push(h('span', { key: hour, style: { left: scale.at(hour) } }, time(hour).slice(0, 2)));
  }
  return h('div', { key: 'hours', class: 'trow thours', 'aria-hidden': 'true' }, h('div', { class: 'tname' }), h('div', { class: 'ttrack' }, marks));
}

/** The rows as they were described last: when a phone reports, one of eighty differs, and only that one is looked at. */
const described = new Map();

/** Forgets what was shown. */
export function reset() {
  described.clear();
}

function remembered(board, scale, technician, chosen, actions) {
  const silent = silence(board, technician);
  const mine = board.of(technician.id).some(each => each.id === chosen) ? chosen : '';
  const print = [board.region, board.day, language, scale.from, scale.to, mine, silent && ago(silent), board.print(technician.id)].join();
  let known = described.get(technician.id);
  if (known?.print !== print) {
    known = { print, tree: row(board, scale, technician, mine, silent, actions) };
    described.set(technician.id, known);
  }
  return known.tree;
}

/** Of whoever has work and a phone that says nothing, the board may be wrong: since when. */
function silence(board, technician) {
  return board.of(technician.id).some(each => !OVER.includes(each.status)) ? silentSince(technician.id) : null;
}

function row(board, scale, technician, chosen, silent, actions) {
  const visits = board.of(technician.id);
  return h(
    'div',
    { key: technician.id, class: 'trow', 'data-technician': technician.id, role: 'group', 'aria-label': technician.name },
    h(
      'div',
      { class: 'tname' },
      h('span', { class: 'tdot', style: { background: technician.colour }, 'aria-hidden': 'true' }),
      h('span', { class: 'tlabel' }, technician.name),
      !technician.times.length && !technician.absences.length && h('span', { key: 'off', class: 'quiet' }, t('board.off')),
      away(board, technician, actions),
      silent && h('span', { key: 'silent', class: 'badge bad tsilent', title: moment(silent) }, t('board.silent', { ago: ago(silent) })),
    ),
    h(
      'div',
      { class: 'ttrack', 'data-from': scale.from, 'data-to': scale.to },
      technician.times.map(each =>
        h('span', { key: each.start, class: 'tshift', 'aria-hidden': 'true', style: { left: scale.at(each.start), width: scale.width(each.start, each.end) } }),
      ),
      technician.absences.map(each =>
        h('span', { key: each.id, class: 'taway', 'aria-hidden': 'true', style: { left: scale.at(each.start), width: scale.width(each.start, each.end) } }),
      ),
      visits.map(visit => bar(board, scale, technician, visit, chosen, actions)),
    ),
  );
}

/** Opens what is known of his absences; says the first one, if there is any. */
function away(board, technician, actions) {
  const [first] = technician.absences;
  const what = first && `${word('absence', first.kind)} ${first.start <= board.from && first.end >= board.to ? '' : span(first.start, first.end)}`.trim();
  return h(
    'button',
    {
      key: 'away',
      type: 'button',
      class: first ? 'tabsent known' : 'tabsent',
      'aria-label': what ? `${technician.name}: ${what}` : t('absence.of', { name: technician.name }),
      onclick: () => actions.absence(technician.id),
    },
    what ?? t('absence.row'),
  );
}

function bar(board, scale, technician, visit, chosen, actions) {
  const warning = visit.dangers.length > 0;
  const label = `${span(visit.start, visit.end)} ${visit.title}, ${visit.place}, ${word('status', visit.status)}${warning ? `, ${t('board.endangered')}` : ''}`;
  return h(
    'button',
    {
      key: visit.id,
      type: 'button',
      class: `tbar ${visit.status}${warning ? ' endangered' : ''}${OPEN.includes(visit.status) ? ' open' : ''}`,
      'data-visit': visit.id,
      'aria-label': label,
      'aria-current': visit.id === chosen ? 'true' : null,
      title: label,
      style: { left: scale.at(visit.start), width: scale.width(visit.start, visit.end) },
      onclick: () => actions.choose(visit.id),
      onpointerdown: event => OPEN.includes(visit.status) && drag(event, visit, actions),
    },
    h('span', {}, warning && '⚠ ', visit.title),
  );
}
