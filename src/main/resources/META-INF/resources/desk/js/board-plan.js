// A plan: asked for, watched while it is computed, or found again.

import { act, all, call, get } from './api.js';
import * as rowsOf from './board-diff.js';
import { moment } from './format.js';
import { count, problem, t, word } from './i18n.js';
import { h } from './view.js';

const MODES = ['replan', 'fill', 'optimise'];

/** Before a stream that broke is asked for again. */
const PAUSE = 1_000;

const USUAL = { mode: 'replan', budget: 10 };

let { mode, budget } = USUAL;
let plan = null;
let progress = null;
let watching = null;
/** The last plan of the day that was looked at, made here before or by somebody else. */
let last = null;
let looks = 0;

export function reset() {
  watching?.abort();
  [plan, progress, watching] = [null, null, null];
  rowsOf.reset();
}

/** Forgets what was wished, too. */
export function forget() {
  reset();
  rowsOf.forget();
  last = null;
  ({ mode, budget } = USUAL);
}

/** Whether one is being computed: another would take its place. */
export function runs() {
  return Boolean(progress);
}

/** How many rows wait for somebody to look at them. */
export function rows() {
  return rowsOf.open(plan).length;
}

/** Where the visits would go that are chosen now: visit → slot, or null if there is no plan. */
export function proposed() {
  const chosen = rowsOf.ticked(plan).filter(each => each.to);
  return chosen.length ? new Map(chosen.map(each => [each.visitId, each.to])) : null;
}

/** What the plan that is looked at would make of this visit, if it is chosen that somebody comes. */
export function rowOf(visit) {
  return rowsOf.ticked(plan).find(each => each.visitId === visit && each.to);
}

/** A plan is shown where it was asked for: elsewhere its times would be read as those of another day. */
export function leave(board) {
  if (plan && !isOf(board, plan)) {
    reset();
  }
}

function isOf(board, it) {
  return it.request.regionId === board.region && Date.parse(it.request.from) === board.from;
}

/** Looks for a plan of the day that was asked for before: whoever went away or came anew finds it again. */
export async function look(context, board) {
  if (plan || progress) {
    return;
  }
  // Of several days that were gone through quickly only the last one's answer counts.
  const mine = ++looks;
  try {
    const found = await all('route-plans', { regionId: board.region, from: new Date(board.from).toISOString() });
    if (mine === looks) {
      last = found.findLast(each => !['failed', 'cancelled'].includes(each.status)) ?? null;
      context.update();
    }
  } catch (refusal) {
    if (mine === looks) {
      throw refusal;
    }
  }
}

export function tree(context, board) {
  return [
    form(context, board),
    progress && running(context),
    plan?.status === 'failed' && h('p', { key: 'failed', class: 'fault' }, t('plan.failed', { why: word('plan.failed', plan.problem) })),
    plan?.status === 'cancelled' && h('p', { key: 'cancelled', class: 'empty' }, t('plan.cancelled')),
    !plan && !progress && last && isOf(board, last) && again(context),
    plan?.proposal && rowsOf.diff(context, board, plan, next => (plan = next)),
  ];
}

function again(context) {
  return h(
    'p',
    { key: 'last' },
    h('button', { id: 'plan-last', type: 'button', onclick: () => compute(context, () => get(`route-plans/${last.id}`)) }, t('plan.last', { time: moment(last.createdAt) })),
  );
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
  await compute(context, async () => {
    const begun = await act('route-plans', {
      regionId: board.region,
      from: new Date(board.from).toISOString(),
      to: new Date(board.to).toISOString(),
      movePromised: false,
      ...wish,
      id: crypto.randomUUID(),
    });
    if (board.to < Date.now()) {
      context.tell(t('plan.past'));
    }
    return begun;
  });
}

/** @param first answers a plan that may still be computed */
async function compute(context, first) {
  if (progress) {
    return;
  }
  reset();
  const asked = new AbortController();
  watching = asked;
  progress = {};
  context.update();
  try {
    const begun = await first();
    if (asked.signal.aborted) {
      return;
    }
    plan = begun;
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
      context.say(plan.proposal ? count('plan.rows', rowsOf.open(plan).length) : word('plan.status', plan.status));
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
