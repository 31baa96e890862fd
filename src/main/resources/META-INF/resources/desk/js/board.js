// The dispatcher's board: a day of a region as a timeline and on a map, what is endangered, what nobody has, and
// what a plan would change. Everything done here can be done by keys: whoever does not drag chooses from a list.

import { all } from './api.js';
import * as absence from './board-absence.js';
import * as call from './board-call.js';
import * as chosen from './board-chosen.js';
import * as data from './board-data.js';
import { move } from './board-drag.js';
import { map } from './board-map.js';
import * as plan from './board-plan.js';
import * as rows from './board-timeline.js';
import * as conflicts from './conflicts.js';
import * as devices from './devices.js';
import { dayInWords, shifted, today } from './format.js';
import { count, problem, t } from './i18n.js';
import { h } from './view.js';
import { list } from './board-lists.js';

const TABS = ['unassigned', 'endangered', 'plan', 'conflicts'];

let regions = null;
let board = null;
let tab = 'unassigned';
/** The visit that was shown last, and the place where it was chosen. */
let last = null;
let chosenIn = '';

export function reset() {
  regions = null;
  board = null;
  tab = 'unassigned';
  last = null;
  chosen.reset();
  absence.reset();
  call.reset();
  plan.forget();
  rows.reset();
}

/** `#/board/<region>/<day>/<visit>`. */
function place(route) {
  const [region, day, visit] = route.rest;
  const known = regions?.find(each => each.id === region) ?? regions?.[0];
  return { region: known?.id, day: /^\d{4}-\d\d-\d\d$/.test(day ?? '') ? day : today(), visit };
}

function path({ region, day }, visit) {
  return `#/board/${region}/${day}${visit ? `/${visit}` : ''}`;
}

export async function load(context, route) {
  regions ??= (await all('regions')).sort((one, other) => one.name.localeCompare(other.name, 'th'));
  const here = place(route);
  if (here.region) {
    [board] = await Promise.all([data.read(here.region, here.day), devices.known()]);
    absence.refresh(context, board);
    if (tab === 'plan') {
      // The board and whatever is chosen on it wait for no plan; whoever has left is told nothing any more.
      plan.look(context, board).catch(refusal => board && context.tell(problem(refusal)));
    }
  }
  if (here.visit && board) {
    await chosen.load(board, board.visit(here.visit));
  }
}

export function tree(context, route) {
  const here = place(route);
  const ready = board && board.region === here.region && board.day === here.day;
  const actions = {
    choose(visit, region = here.region) {
      absence.reset();
      chosenIn = document.activeElement?.closest('#tab-panel') ? '#tab-panel ' : '';
      context.go(path({ ...here, region }, visit));
    },
    close: () => context.go(path(here)),
    absence(technician) {
      absence.open(context, board, technician);
      context.go(path(here));
      context.update();
    },
    /** From what was known of a technician's absences, to where it was opened. */
    back(technician) {
      context.update();
      setTimeout(() => document.querySelector(`.trow[data-technician='${technician}'] .tabsent`)?.focus(), 40);
    },
    call() {
      absence.reset();
      context.go(path(here));
      call.begin(context, board);
    },
    called() {
      context.update();
      actions.focus('new-visit');
    },
    focus: id => setTimeout(() => document.getElementById(id)?.focus(), 40),
    move: (visit, to) => move(context, visit, to),
    rescues: () => !plan.runs() && board.rescue?.visitIds.length > 0,
    rescue() {
      actions.show('plan');
      plan.rescue(context, board);
    },
    show(next) {
      tab = next;
      context.update();
      if (next === 'plan') {
        context.reload();
      }
    },
  };
  return h(
    'div',
    { key: 'board', class: 'dispatch' },
    h('h1', { key: 'title' }, t('board.title')),
    toolbar(context, here, ready && actions),
    regions && !regions.length && h('p', { key: 'none', class: 'empty' }, t('board.no-regions')),
    ready ? body(context, here, actions) : regions?.length !== 0 && context.waiting(),
  );
}

function toolbar(context, here, actions) {
  const step = (key, sign, day) =>
    h(
      'button',
      { key, type: 'button', class: `step ${key}`, 'aria-label': t(`visits.${key}`), onclick: () => context.go(path({ ...here, day })) },
      h('span', { 'aria-hidden': 'true' }, sign),
    );
  return h(
    'div',
    { key: 'toolbar', class: 'toolbar' },
    h(
      'label',
      { key: 'region', class: 'field' },
      h('span', {}, t('board.region')),
      h(
        'select',
        { id: 'region', value: here.region, onchange: event => context.go(path({ ...here, region: event.target.value })) },
        (regions ?? []).map(each => h('option', { key: each.id, value: each.id }, each.name)),
      ),
    ),
    step('before', '‹', shifted(here.day, -1)),
    h('p', { key: 'day', class: 'day', 'aria-live': 'polite' }, dayInWords(here.day)),
    step('after', '›', shifted(here.day, 1)),
    here.day !== today() &&
      h('button', { key: 'today', type: 'button', onclick: () => context.go(path({ ...here, day: today() })) }, t('visits.today')),
    actions &&
      board.now < board.to &&
      context.may('dispatcher', 'admin') &&
      h('button', { key: 'new', id: 'new-visit', type: 'button', class: 'new', onclick: actions.call }, t('call.title')),
  );
}

function body(context, here, actions) {
  plan.leave(board);
  const visit = here.visit && board.visit(here.visit);
  if (last && !visit && !absence.of(board) && !call.open(board)) {
    const closed = last;
    setTimeout(() => giveFocusBack(closed));
  }
  last = visit?.id;
  return h(
    'div',
    { key: 'body', class: 'dispatch-body' },
    h(
      'div',
      { key: 'main', class: 'dispatch-main' },
      rows.timeline(board, here.visit, actions),
      map(board, here.visit, plan.proposed(), actions, calling(visit) ? call.picking(context) : null),
    ),
    h('div', { key: 'side', class: 'dispatch-side' }, beside(context, visit, actions)),
  );
}

const calling = visit => !visit && !absence.of(board) && call.open(board);

function beside(context, visit, actions) {
  const away = absence.of(board);
  if (visit) {
    return chosen.tree(context, board, visit, actions);
  }
  if (away) {
    return absence.tree(context, board, away, actions);
  }
  return calling(visit) ? call.tree(context, board, actions) : side(context, actions);
}

/** To where the visit was chosen, unless somebody has gone elsewhere meanwhile. */
function giveFocusBack(visit) {
  if (document.activeElement === document.body) {
    const it = `[data-visit="${CSS.escape(visit)}"]`;
    (document.querySelector(chosenIn + it) ?? document.querySelector(it))?.focus();
  }
}

function side(context, actions) {
  const numbers = { unassigned: board.unassigned.length, endangered: board.endangered.length, plan: plan.rows(), conflicts: conflicts.open() };
  return [
    h(
      'div',
      { key: 'tabs', class: 'tabs', role: 'tablist', 'aria-label': t('board.lists') },
      TABS.map(each =>
        h(
          'button',
          {
            key: each,
            id: `tab-${each}`,
            type: 'button',
            role: 'tab',
            'aria-selected': String(tab === each),
            'aria-controls': 'tab-panel',
            tabindex: tab === each ? null : '-1',
            onclick: () => actions.show(each),
            onkeydown: event => turn(event, actions),
          },
          t(`board.${each}`),
          numbers[each] > 0 && h('span', { key: 'count', class: each === 'endangered' ? 'count bad' : 'count' }, numbers[each]),
        ),
      ),
    ),
    h(
      'div',
      { key: 'panel', id: 'tab-panel', role: 'tabpanel', 'aria-labelledby': `tab-${tab}` },
      panel(context, actions),
    ),
    h('p', { key: 'sum', class: 'quiet' }, count('visits.count', board.visits.length)),
  ];
}

function panel(context, actions) {
  switch (tab) {
    case 'plan':
      return plan.tree(context, board);
    case 'conflicts':
      return conflicts.waiting(context);
    default:
      return list(tab, board, actions, context);
  }
}

/** Arrows go from tab to tab. */
function turn(event, actions) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step) {
    const next = TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length];
    actions.show(next);
    actions.focus(`tab-${next}`);
  }
}
