// A plan: asked for, watched while it is computed, looked at row by row, accepted in part.

import { act, call, get } from './api.js';
import { reasons } from './board-drag.js';
import { time } from './format.js';
import { count, language, problem, t, word } from './i18n.js';
import { h } from './view.js';

const MODES = ['replan', 'fill', 'optimise'];

/** Before a stream that broke is asked for again. */
const PAUSE = 1_000;

const USUAL = { mode: 'replan', budget: 10 };

let { mode, budget } = USUAL;
let plan = null;
let progress = null;
let left = new Set();
let faults = new Map();
let watching = null;

export function reset() {
  watching?.abort();
  [plan, progress, watching] = [null, null, null];
  left = new Set();
  faults = new Map();
}

/** Forgets what was wished, too. */
export function forget() {
  reset();
  ({ mode, budget } = USUAL);
}

function open() {
  const accepted = new Set(plan?.acceptedVisitIds ?? []);
  return (plan?.proposal?.changes ?? []).filter(each => !accepted.has(each.visitId));
}

/** Whether one is being computed: another would take its place. */
export function runs() {
  return Boolean(progress);
}

/** How many rows wait for somebody to look at them. */
export function rows() {
  return open().length;
}

/** Where the visits would go that are chosen now: visit → slot, or null if there is no plan. */
export function proposed() {
  const chosen = open().filter(each => !left.has(each.visitId) && each.to);
  return chosen.length ? new Map(chosen.map(each => [each.visitId, each.to])) : null;
}

/** A plan is shown where it was asked for: elsewhere its times would be read as those of another day. */
export function leave(board) {
  if (plan && (plan.request.regionId !== board.region || Date.parse(plan.request.from) !== board.from)) {
    reset();
  }
}

export function tree(context, board) {
  return [
    form(context, board),
    progress && running(context),
    plan?.status === 'failed' && h('p', { key: 'failed', class: 'fault' }, t('plan.failed')),
    plan?.status === 'cancelled' && h('p', { key: 'cancelled', class: 'empty' }, t('plan.cancelled')),
    plan?.proposal && diff(context),
  ];
}

function form(context, board) {
  return h(
    'form',
    {
      key: 'form',
      class: 'plan-form',
      onsubmit: event => {
        event.preventDefault();
        ask(context, board);
      },
    },
    h(
      'label',
      { class: 'field' },
      h('span', {}, t('plan.mode')),
      h(
        'select',
        {
          id: 'plan-mode',
          value: mode,
          onchange: event => {
            mode = event.target.value;
            context.update();
          },
        },
        MODES.map(each => h('option', { key: each, value: each }, t(`plan.mode.${each}`))),
      ),
    ),
    mode !== 'fill' &&
      h(
        'label',
        { key: 'budget', class: 'field' },
        h('span', {}, t('plan.budget')),
        h('input', { id: 'plan-budget', type: 'number', min: 0, max: 10000, value: budget, onchange: event => (budget = Number(event.target.value)) }),
      ),
    h('button', { key: 'go', id: 'plan-go', type: 'submit', class: 'primary', disabled: Boolean(progress) }, t('plan.go')),
    h('p', { key: 'about', class: 'quiet' }, t(`plan.about.${mode}`)),
  );
}

function chosen() {
  return mode === 'fill' ? { mode } : { mode, changeBudget: budget };
}

/** Saves what is endangered with the least change, as the server proposes to ask for it. */
export function rescue(context, board) {
  const { visitIds, againVisitIds, ...wish } = board.rescue;
  return ask(context, board, wish);
}

async function ask(context, board, wish = chosen()) {
  if (progress) {
    return;
  }
  reset();
  const asked = new AbortController();
  watching = asked;
  progress = {};
  context.update();
  try {
    const now = new Date();
    const begun = await act('route-plans', {
      regionId: board.region,
      from: new Date(board.from).toISOString(),
      to: new Date(board.to).toISOString(),
      movePromised: false,
      ...wish,
      id: crypto.randomUUID(),
    });
    if (asked.signal.aborted) {
      return;
    }
    plan = begun;
    if (board.to < now) {
      context.tell(t('plan.past'));
    }
    await watch(context, plan.id, asked);
  } catch (refusal) {
    context.tell(problem(refusal));
  } finally {
    // Whoever was sent away must not end what was asked for since.
    if (watching === asked) {
      [progress, watching] = [null, null];
      context.update();
    }
  }
}

/** Until the plan is done; what the stream loses, the row itself tells. */
async function watch(context, id, asked) {
  while (!asked.signal.aborted) {
    await follow(context, id, asked.signal).catch(() => new Promise(again => setTimeout(again, PAUSE)));
    const now = await get(`route-plans/${id}`);
    if (asked.signal.aborted) {
      return;
    }
    plan = now;
    if (!['queued', 'running'].includes(plan.status)) {
      context.say(plan.proposal ? count('plan.rows', open().length) : word('plan.status', plan.status));
      return;
    }
  }
}

async function follow(context, id, signal) {
  const answer = await call(`route-plans/${id}/stream`, { headers: { Accept: 'text/event-stream' }, signal });
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return;
    }
    const lines = (rest + value).split('\n');
    rest = lines.pop();
    for (const line of lines.filter(each => each.startsWith('data:'))) {
      progress = JSON.parse(line.slice(5));
      context.update();
    }
  }
}

function running(context) {
  const known = progress.unassigned != null;
  return h(
    'div',
    { key: 'running', class: 'running', role: 'status' },
    h('progress', { 'aria-label': t('plan.running') }),
    h('span', {}, known ? count('plan.best', progress.unassigned) : t('plan.running')),
    plan && h('button', { key: 'stop', type: 'button', onclick: () => act(`route-plans/${plan.id}/cancel`, {}).catch(refusal => context.tell(problem(refusal))) }, t('plan.stop')),
  );
}

function diff(context) {
  const changes = open();
  const { proposal } = plan;
  return h(
    'section',
    { key: 'diff', class: 'diff', 'aria-label': t('plan.diff') },
    h('p', { key: 'sum' }, count('plan.rows', changes.length), ' · ', t('plan.moved', { n: proposal.moved, budget: Math.min(proposal.changeBudget, 10000) })),
    changes.length > 0 && h('ol', { key: 'rows', class: 'changes' }, changes.map(each => change(context, each))),
    changes.length > 0 &&
      h(
        'button',
        { key: 'accept', id: 'plan-accept', type: 'button', class: 'primary', disabled: left.size >= changes.length, onclick: () => accept(context, changes) },
        count('plan.accept', changes.filter(each => !left.has(each.visitId)).length),
      ),
    proposal.customersToTell.length > 0 &&
      h(
        'details',
        { key: 'tell', open: true },
        h('summary', {}, t('plan.tell', { n: proposal.customersToTell.length })),
        h('ul', {}, proposal.customersToTell.map(each => h('li', { key: each.visitId }, each.customerName, ': ', reasons([each.reason])))),
      ),
    proposal.leftOut.length > 0 &&
      h(
        'details',
        { key: 'out', open: true },
        h('summary', {}, t('plan.left-out', { n: proposal.leftOut.length })),
        h('ul', {}, proposal.leftOut.map(leftOut)),
      ),
    proposal.roads.fault && h('p', { key: 'roads', class: 'danger' }, t('plan.roads', { service: proposal.roads.service, n: proposal.roads.estimated })),
    h('details', { key: 'costs' }, h('summary', {}, t('plan.costs')), costs(proposal.costs)),
  );
}

function change(context, each) {
  const fault = faults.get(each.visitId);
  return h(
    'li',
    { key: each.visitId, class: fault ? 'change outdated' : 'change', 'data-change': each.visitId },
    h(
      'label',
      {},
      h('input', {
        type: 'checkbox',
        checked: !left.has(each.visitId),
        onchange: event => {
          left[event.target.checked ? 'delete' : 'add'](each.visitId);
          context.update();
        },
      }),
      h('span', { class: 'what' }, each.title),
    ),
    h('span', { class: 'way' }, slot(each.from), ' → ', slot(each.to)),
    each.promised && h('span', { key: 'promised', class: 'badge warn' }, t('plan.promised')),
    h('span', { key: 'why', class: 'quiet' }, reasons(each.reasons)),
    fault && h('span', { key: 'fault', class: 'danger' }, fault),
  );
}

function slot(it) {
  return it ? `${it.technicianName} ${time(it.start)}` : t('plan.nobody');
}

function leftOut(each) {
  return h(
    'li',
    { key: each.visitId },
    h('strong', {}, each.title),
    ': ',
    reasons(each.reasons),
    each.nearest && ` — ${t('plan.nearest', { name: each.nearest.technicianName, why: each.nearest.reason[language] })}`,
  );
}

function costs(all) {
  return h(
    'table',
    {},
    h('thead', {}, h('tr', {}, h('th', {}, t('plan.rule')), h('th', {}, t('plan.before')), h('th', {}, t('plan.after')))),
    h(
      'tbody',
      {},
      all.map(each =>
        h('tr', { key: each.rule }, h('td', {}, word('rule', each.rule)), h('td', {}, each.before.toLocaleString(language)), h('td', {}, each.after.toLocaleString(language))),
      ),
    ),
  );
}

async function accept(context, changes) {
  const visitIds = changes.map(each => each.visitId).filter(each => !left.has(each));
  faults = new Map();
  try {
    plan = await act(`route-plans/${plan.id}/accept`, { visitIds });
    context.tell(count('plan.accepted', visitIds.length));
  } catch (refusal) {
    faults = new Map((refusal.parts ?? []).map(each => [each.visitId, word('outdated', each.reason)]));
    context.tell(problem(refusal));
  }
  context.reload();
}

