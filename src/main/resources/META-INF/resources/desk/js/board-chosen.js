// The chosen visit and who could take it.

import { get } from './api.js';
import { status } from './badges.js';
import { move, reasons, tell } from './board-drag.js';
import { OPEN } from './board-timeline.js';
import { at, moment, time } from './format.js';
import { problem, t, word } from './i18n.js';
import { toldSpan } from './told.js';
import { h } from './view.js';
import { cancelling } from './visit-cancel.js';
import { reopening } from './visit-reopen.js';
import { reset as resetSteps } from './visit-step.js';
import { takingBack } from './visit-take-back.js';
import { reset as resetTold, telling } from './visit-told.js';

let shown = null;

export function reset() {
  shown = null;
  resetSteps();
  resetTold();
}

/** Whether somebody could still have it on the day that is shown. */
function isOffered(board, visit) {
  return OPEN.includes(visit.status) && board.now < board.to;
}

export async function load(board, visit) {
  if (!visit) {
    return;
  }
  const next = { id: visit.id, possible: [], near: [], why: null };
  if (isOffered(board, visit)) {
    try {
      const from = new Date(Math.max(board.now, board.from)).toISOString();
      const to = new Date(board.to).toISOString();
      const { candidates, reason } = await get(`visits/${visit.id}/candidates`, { from, to });
      next.possible = candidates.filter(each => each.possible);
      next.near = candidates.filter(each => !each.possible);
      next.why = reason;
    } catch (refusal) {
      next.fault = refusal;
    }
  }
  shown = next;
}

export function tree(context, board, visit, actions) {
  return h(
    'aside',
    {
      key: visit.id,
      class: 'chosen',
      'aria-labelledby': 'chosen-title',
      tabindex: '-1',
      ref: node => setTimeout(() => node.focus()),
      onkeydown: event => event.key === 'Escape' && actions.close(),
    },
    h('button', { key: 'close', type: 'button', class: 'close', onclick: actions.close }, t('close')),
    h('p', { key: 'number', class: 'quiet' }, visit.number, ' · ', word('kind', visit.kind)),
    h('h2', { key: 'title', id: 'chosen-title' }, visit.title),
    h('p', { key: 'marks', class: 'marks' }, status(visit), h('span', { class: 'badge' }, word('priority', visit.priority))),
    h('p', { key: 'where' }, visit.place),
    visit.start > 0 && h('p', { key: 'when' }, visit.status === 'unscheduled' ? t('visit.was-planned', { time: moment(visit.start) }) : `${moment(visit.start)} · ${board.name(visit.technicianId)}`),
    visit.windowStart && h('p', { key: 'window', class: 'quiet' }, t('visits.window', { span: toldSpan([visit.windowStart, visit.windowEnd], board.day) })),
    visit.dangers.length > 0 && h('p', { key: 'danger', class: 'danger' }, reasons(visit.dangers)),
    visit.status === 'scheduled' &&
      h('button', { key: 'tell', id: 'tell', type: 'button', onclick: () => tell(context, visit) }, t('board.tell', { name: board.name(visit.technicianId) })),
    h('p', { key: 'open' }, h('a', { href: `#/visits/${board.day}/${visit.id}` }, t('board.open'))),
    isOffered(board, visit) && candidates(context, visit),
    isOffered(board, visit) && anybody(board, visit, actions),
    telling(context, visit, board.day),
    reopening(context, visit),
    takingBack(context, visit),
    cancelling(context, visit),
  );
}

/** What a mouse does by dragging: anybody at any time, if the rules let him. */
function anybody(board, visit, actions) {
  const given = event => {
    event.preventDefault();
    const form = new FormData(event.target);
    actions.move(visit, { technician: form.get('technician'), start: at(board.day, form.get('time')) });
  };
  return h(
    'form',
    { key: 'anybody', class: 'plan-form', onsubmit: given },
    h('h3', {}, t('board.give')),
    h(
      'label',
      { class: 'field' },
      h('span', {}, t('board.give.technician')),
      h(
        'select',
        { id: 'give-technician', name: 'technician', value: visit.technicianId ?? board.technicians[0]?.id, required: true },
        board.technicians.map(each => h('option', { key: each.id, value: each.id }, each.name)),
      ),
    ),
    h(
      'label',
      { class: 'field' },
      h('span', {}, t('board.give.time')),
      h('input', { id: 'give-time', name: 'time', type: 'time', value: visit.start ? time(visit.start) : '', required: true }),
    ),
    h('button', { id: 'give-go', type: 'submit' }, t('board.give.go')),
  );
}

function candidates(context, visit) {
  const ready = shown?.id === visit.id;
  return h(
    'section',
    { key: 'candidates', class: 'candidates' },
    h('h3', {}, t('board.candidates')),
    !ready && h('p', { key: 'wait', class: 'quiet' }, t('loading')),
    ready && shown.fault && h('p', { key: 'fault', class: 'fault' }, problem(shown.fault)),
    ready && h('ol', { key: 'list' }, shown.possible.map(each => candidate(context, visit, each))),
    ready && !shown.possible.length && !shown.fault && h('p', { key: 'none', class: 'empty' }, shown.why ? reasons([shown.why]) : t('board.candidates.none')),
    ready && shown.near.length > 0 && h('details', { key: 'near' }, h('summary', {}, t('board.near')), h('ul', {}, shown.near.map(near))),
  );
}

function candidate(context, visit, each) {
  const give = () => move(context, visit, { technician: each.technicianId, start: Date.parse(each.start) });
  return h(
    'li',
    { key: `${each.technicianId} ${each.start}` },
    h(
      'button',
      { type: 'button', class: 'give', 'data-technician-candidate': each.technicianId, onclick: give },
      h('strong', {}, each.technicianName),
      ' ',
      moment(each.start),
    ),
    h('span', { class: 'quiet' }, [t('board.extra', { n: each.extraTravelMinutes }), reasons(each.notes)].filter(Boolean).join('; ')),
  );
}

function near(each) {
  return h('li', { key: each.technicianId }, h('strong', {}, each.technicianName), ' ', reasons(each.reasons));
}
