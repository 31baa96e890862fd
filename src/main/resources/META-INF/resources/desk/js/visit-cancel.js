// A visit is called off: the customer needs nobody any more. Work that a technician reports afterwards still counts.

import { act, get } from './api.js';
import { where } from './board-drag.js';
import { problem, t } from './i18n.js';
import { h } from './view.js';

const OVER = ['done', 'cancelled'];

/** What became of the last try: `{ id, busy, fault }`. */
let tried = {};

export function reset() {
  tried = {};
}

/** Asks for the reason; nothing for whoever may not, or where the visit is over. */
export function cancelling(context, visit) {
  if (OVER.includes(visit.status) || !context.may('dispatcher', 'agent', 'admin')) {
    return null;
  }
  const { busy, fault } = tried.id === visit.id ? tried : {};
  return h(
    'details',
    { key: `cancel ${visit.id}`, class: 'cancel' },
    h('summary', {}, t('visit.cancel')),
    h(
      'form',
      {
        class: 'editor',
        onsubmit: event => {
          event.preventDefault();
          cancel(context, visit, event.target.elements.reason.value);
        },
      },
      h('label', { for: 'cancel-reason' }, t('field.reason')),
      h('input', { id: 'cancel-reason', name: 'reason', maxlength: 500, required: true }),
      fault && h('p', { key: 'fault', class: 'fault', role: 'alert' }, fault),
      h('button', { key: 'go', class: 'primary', disabled: busy }, t('visit.cancel')),
    ),
  );
}

async function cancel(context, visit, reason) {
  tried = { id: visit.id, busy: true };
  context.update();
  try {
    const now = await get(`visits/${visit.id}`);
    if (now.status !== visit.status || where(now) !== where(visit)) {
      // Somebody may stand at the door by now.
      failed(context, visit, t('board.overtaken'));
    } else {
      await act(`visits/${visit.id}/cancel`, { reason }, { 'If-Match': `"${now.version}"` });
      tried = tried.id === visit.id ? {} : tried;
      context.tell(t('visit.cancelled', { visit: visit.title }));
    }
  } catch (refusal) {
    failed(context, visit, problem(refusal));
  }
  context.update();
  context.reload();
}

/** Beside the reason, or to whoever has closed it: the technician would still drive. */
function failed(context, visit, fault) {
  if (tried.id === visit.id && document.getElementById('cancel-reason')) {
    tried = { id: visit.id, fault };
  } else {
    context.tell(fault);
  }
}
