// What nobody has, and what is endangered.

import { PRIORITIES } from './board-data.js';
import { drag, reasons } from './board-drag.js';
import { OPEN } from './board-timeline.js';
import { count, t, word } from './i18n.js';
import { toldSpan } from './told.js';
import { h } from './view.js';

/** What a danger comes from, by its code; whatever is not here is a matter of time. */
const DANGERS = { stock: ['part-missing', 'part', 'tool'], absence: ['shift-missing', 'nobody'], site: ['no-access', 'waits', 'unreachable'], time: [] };

const filter = { text: '', priority: '', danger: '' };

export function list(name, board, actions, context) {
  const all = name === 'unassigned' ? board.unassigned : board.endangered;
  // First: they forget a danger that nothing in this list is in.
  const controls = filters(context, name === 'endangered' ? all : []);
  const visits = all.filter(matches);
  return [
    controls,
    name === 'endangered' &&
      actions.rescues() &&
      h('button', { key: 'rescue', id: 'rescue', type: 'button', class: 'primary', onclick: () => actions.rescue() }, t('board.rescue')),
    name === 'endangered' && board.rescue?.againVisitIds.length > 0 && h('p', { key: 'again', class: 'quiet' }, count('board.again', board.rescue.againVisitIds.length)),
    h('ol', { key: name, class: 'cards' }, visits.map(each => h('li', { key: each.id }, card(each, board, actions)))),
    !visits.length && h('p', { key: 'none', class: 'empty' }, t(all.length ? 'board.no-match' : `board.${name}.none`)),
  ];
}

function matches(visit) {
  const text = filter.text.trim().toLowerCase();
  const words = [visit.title, visit.place, visit.number, ...visit.skills].join(' ').toLowerCase();
  return (
    words.includes(text) &&
    (!filter.priority || visit.priority === filter.priority) &&
    (!filter.danger || visit.dangers.some(each => source(each.rule) === filter.danger))
  );
}

function source(code) {
  return Object.keys(DANGERS).find(each => DANGERS[each].includes(code)) ?? 'time';
}

function filters(context, endangered) {
  const sources = new Set(endangered.flatMap(each => each.dangers).map(each => source(each.rule)));
  if (!sources.has(filter.danger)) {
    filter.danger = '';
  }
  const change = (name, value) => {
    filter[name] = value;
    context.update();
  };
  return h(
    'div',
    { key: 'filters', class: 'filters', role: 'search' },
    h('input', {
      key: 'text',
      type: 'search',
      value: filter.text,
      placeholder: t('board.search'),
      'aria-label': t('board.search'),
      oninput: event => change('text', event.target.value),
    }),
    h(
      'select',
      { key: 'priority', value: filter.priority, 'aria-label': t('board.priority'), onchange: event => change('priority', event.target.value) },
      h('option', { key: '', value: '' }, t('board.all-priorities')),
      PRIORITIES.map(each => h('option', { key: each, value: each }, word('priority', each))),
    ),
    sources.size > 1 &&
      h(
        'select',
        { key: 'danger', value: filter.danger, 'aria-label': t('board.danger'), onchange: event => change('danger', event.target.value) },
        h('option', { key: '', value: '' }, t('board.all-dangers')),
        [...sources].map(each => h('option', { key: each, value: each }, word('danger', each))),
      ),
  );
}

function card(visit, board, actions) {
  return h(
    'button',
    {
      type: 'button',
      class: 'card',
      'data-visit': visit.id,
      onclick: () => actions.choose(visit.id),
      onpointerdown: event => OPEN.includes(visit.status) && drag(event, visit, actions),
    },
    h(
      'span',
      { class: 'line' },
      h('strong', { class: 'what' }, visit.title),
      ['emergency', 'high'].includes(visit.priority) &&
        h('span', { key: 'priority', class: `badge ${visit.priority === 'emergency' ? 'bad' : 'warn'}` }, word('priority', visit.priority)),
    ),
    h('span', { class: 'where' }, visit.place),
    visit.windowStart && h('span', { key: 'window', class: 'quiet' }, t('visits.window', { span: toldSpan([visit.windowStart, visit.windowEnd], board.day) })),
    visit.skills.length > 0 && h('span', { key: 'skills', class: 'quiet' }, visit.skills.join(', ')),
    visit.dangers.length > 0 && h('span', { key: 'dangers', class: 'danger' }, reasons(visit.dangers)),
  );
}
