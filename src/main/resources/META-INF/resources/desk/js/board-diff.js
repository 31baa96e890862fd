// What a plan would change, row by row: looked at, ticked, accepted in part.

import { act, all } from './api.js';
import { reasons } from './board-drag.js';
import { time } from './format.js';
import { count, language, problem, t, word } from './i18n.js';
import { knows } from './told.js';
import { h } from './view.js';

let left = new Set();
let faults = new Map();
let accepting = false;
let depots = null;

export function reset() {
  left = new Set();
  faults = new Map();
  accepting = false;
}

/** Whoever comes next may not know where stock is. */
export function forget() {
  reset();
  depots = null;
}

/** Rows that nobody has accepted. */
export function open(plan) {
  const accepted = new Set(plan?.acceptedVisitIds ?? []);
  return (plan?.proposal?.changes ?? []).filter(each => !accepted.has(each.visitId));
}

export function ticked(plan) {
  return open(plan).filter(each => !left.has(each.visitId));
}

/** @param took what becomes of the plan once rows of it are accepted */
export function diff(context, board, plan, took) {
  const changes = open(plan);
  const { proposal } = plan;
  return h(
    'section',
    { key: 'diff', class: 'diff', 'aria-label': t('plan.diff') },
    h('p', { key: 'sum' }, count('plan.rows', changes.length), ' · ', t('plan.moved', { n: proposal.moved, budget: Math.min(proposal.changeBudget, 10000) })),
    changes.length > 0 && h('ol', { key: 'rows', class: 'changes' }, changes.map(each => change(context, board, changes, each))),
    changes.length > 0 &&
      h(
        'button',
        {
          key: 'accept',
          id: 'plan-accept',
          type: 'button',
          class: 'primary',
          disabled: accepting || !ticked(plan).length,
          onclick: () => accept(context, board, plan, took),
        },
        count('plan.accept', ticked(plan).length),
      ),
    list('tell', 'plan.tell', proposal.customersToTell.filter(each => !left.has(each.visitId)), each => customer(board, plan, each)),
    list('out', 'plan.left-out', proposal.leftOut, why),
    list('kept', 'plan.kept', proposal.kept, why),
    list('idle', 'plan.idle', proposal.idle, each => h('li', { key: each.technicianId }, reasons([each.reason]))),
    proposal.roads.fault && h('p', { key: 'roads', class: 'danger' }, t('plan.roads', { service: proposal.roads.service, n: proposal.roads.estimated })),
    h('details', { key: 'costs' }, h('summary', {}, t('plan.costs')), costs(proposal.costs)),
  );
}

/** Whom to call, and where it is written down what he was told. */
function customer(board, plan, each) {
  const visit = board.visit(each.visitId);
  const badge = visit ? isTold(plan, visit) && ['good', 'plan.is-told'] : ['', 'plan.gone'];
  return h(
    'li',
    { key: each.visitId },
    h('a', { href: `#/visits/${board.day}/${each.visitId}` }, each.customerName),
    ': ',
    reasons([each.reason]),
    badge && [' ', h('span', { key: 'told', class: `badge ${badge[0]}` }, t(badge[1]))],
  );
}

/** Whether he knows when somebody comes; if nobody would, that no time stands before the plan's end. */
function isTold(plan, visit) {
  const change = plan.proposal.changes.find(each => each.visitId === visit.id);
  const accepted = plan.acceptedVisitIds?.includes(visit.id);
  // Whoever has it no more, for any reason, comes at no time, though the visit remembers one.
  const start = accepted ? visit.status !== 'unscheduled' && visit.plannedStart : change?.to?.start;
  if (start) {
    return knows(visit, Date.parse(start));
  }
  const opens = Date.parse(visit.windowStart);
  return !visit.windowStart || (accepted ? opens !== Date.parse(change?.windowStart) : opens >= Date.parse(plan.request.to));
}

function list(key, heading, rows, row) {
  return rows.length > 0 && h('details', { key, class: `plan-${key}`, open: key !== 'idle' }, h('summary', {}, count(heading, rows.length)), h('ul', {}, rows.map(row)));
}

function change(context, board, changes, each) {
  const fault = faults.get(each.visitId);
  const needs = changes.filter(other => each.needs.includes(other.visitId));
  return h(
    'li',
    { key: each.visitId, class: fault ? 'change outdated' : 'change', 'data-change': each.visitId },
    h(
      'label',
      {},
      h('input', { type: 'checkbox', checked: !left.has(each.visitId), onchange: event => tick(context, changes, each, event.target.checked) }),
      h('span', { class: 'what' }, each.title, ' ', h('span', { class: 'quiet' }, each.number)),
    ),
    h('span', { class: 'way' }, slot(each.from), ' → ', slot(each.to)),
    each.promised && h('span', { key: 'promised', class: 'badge warn' }, t('plan.promised')),
    h('span', { key: 'why', class: 'quiet' }, reasons(each.reasons)),
    each.depotId && h('span', { key: 'depot', class: 'quiet' }, t('plan.depot', { depot: depot(context, each.depotId) })),
    needs.length > 0 && h('span', { key: 'needs', class: 'needs' }, t('plan.needs', { visits: needs.map(label).join(', ') })),
    fault && h('span', { key: 'fault', class: 'danger' }, fault),
  );
}

const label = each => `${each.title} (${each.number})`;

/** What a row needs comes with it, and what needs it goes with it. */
function tick(context, changes, row, on) {
  const before = left;
  left = new Set(left);
  const waiting = [row];
  const seen = new Set();
  while (waiting.length) {
    const each = waiting.pop();
    if (!seen.has(each)) {
      seen.add(each);
      left[on ? 'delete' : 'add'](each.visitId);
      waiting.push(...changes.filter(other => (on ? each.needs.includes(other.visitId) : other.needs.includes(each.visitId))));
    }
  }
  const others = [...seen].filter(each => each !== row && left.has(each.visitId) !== before.has(each.visitId));
  if (others.length) {
    context.say(t(on ? 'plan.ticked-too' : 'plan.unticked-too', { visits: others.map(label).join(', ') }));
  }
  context.update();
}

function slot(it) {
  return it ? `${it.technicianName} ${time(it.start)}` : t('plan.nobody');
}

/** Where stock is, is read when a plan first fetches some. */
function depot(context, id) {
  if (!depots) {
    depots = new Map();
    all('locations').then(
      found => {
        depots = new Map(found.map(each => [each.id, each.name]));
        context.update();
      },
      refusal => context.tell(problem(refusal)),
    );
  }
  return depots.get(id) ?? '…';
}

function why(each) {
  return h(
    'li',
    { key: each.visitId },
    h('strong', {}, each.title),
    ' ',
    h('span', { class: 'quiet' }, each.number),
    ': ',
    reasons(each.reasons),
    each.nearest && ` — ${t('plan.nearest', { name: each.nearest.technicianName, why: each.nearest.reason[language] })}`,
  );
}

function costs(list) {
  return h(
    'table',
    {},
    h('thead', {}, h('tr', {}, h('th', {}, t('plan.rule')), h('th', {}, t('plan.before')), h('th', {}, t('plan.after')))),
    h(
      'tbody',
      {},
      list.map(each =>
        h('tr', { key: each.rule }, h('td', {}, word('rule', each.rule)), h('td', {}, each.before.toLocaleString(language)), h('td', {}, each.after.toLocaleString(language))),
      ),
    ),
  );
}

/** A second click while the first is being carried out would be refused, and read as if nothing had been done. */
async function accept(context, board, plan, took) {
  if (accepting) {
    return;
  }
  const visitIds = ticked(plan).map(each => each.visitId);
  accepting = true;
  faults = new Map();
  context.update();
  try {
    took(await act(`route-plans/${plan.id}/accept`, { visitIds }));
    context.tell(count('plan.accepted', visitIds.length));
  } catch (refusal) {
    faults = new Map((refusal.parts ?? []).map(each => [each.visitId, fault(board, plan, each)]));
    context.tell(problem(refusal));
  } finally {
    accepting = false;
    context.reload();
  }
}

function fault(board, plan, part) {
  const other = part.otherVisitId && (plan.proposal.changes.find(each => each.visitId === part.otherVisitId) ?? board.visit(part.otherVisitId));
  return word('outdated', part.reason) + (other ? `: ${label(other)}` : '');
}
