// A visit that was done or called off too early goes back to the plan: where nobody was let in, somebody comes again.

import { act } from './api.js';
import { problem, t, word } from './i18n.js';
import { h } from './view.js';

const OVER = ['done', 'cancelled'];

/** What became of the last try: `{ id, busy, fault, booked }`. */
let tried = {};

export function reset() {
  tried = {};
}

/** Asks for the reason; nothing for whoever may not, or where the visit is not over. */
export function reopening(context, visit) {
  if (!OVER.includes(visit.status) || !context.may('dispatcher', 'admin')) {
    return null;
  }
  const { busy, fault, booked } = tried.id === visit.id ? tried : {};
  return h(
    'details',
    { key: `reopen ${visit.id}`, class: 'reopen' },
    h('summary', {}, t('visit.reopen')),
    h(
      'form',
      {
        class: 'editor',
        onsubmit: event => {
          event.preventDefault();
          reopen(context, visit, { reason: event.target.elements.reason.value, doubleBooked: Boolean(booked) });
        },
      },
      h('label', { for: 'reopen-reason' }, t('field.reason')),
      h('input', {
        id: 'reopen-reason',
        name: 'reason',
        maxlength: 500,
        required: true,
        value: visit.outcome === 'no-access' ? word('outcome', visit.outcome) : '',
      }),
      fault && h('p', { key: 'fault', class: 'fault', role: 'alert' }, problem(fault)),
      h('button', { key: 'go', class: 'primary', disabled: busy }, t(booked ? 'visit.reopen.booked' : 'visit.reopen')),
    ),
  );
}

async function reopen(context, visit, wish) {
  tried = { id: visit.id, busy: true };
  context.update();
  try {
    await act(`visits/${visit.id}/reopen`, wish);
    tried = {};
    context.tell(t('visit.reopened', { visit: visit.title }));
  } catch (refusal) {
    tried = { id: visit.id, fault: refusal, booked: refusal.code === 'double-booked' };
    context.update();
  }
  context.reload();
}
