// What is done to a visit only for a reason, which is asked for where the visit is open.

import { problem, t } from './i18n.js';
import { h } from './view.js';

/** What became of the last try of each form: its id → `{ busy, refusal }`. */
const tries = new Map();

export function reset() {
  tries.clear();
}

/**
 * Asks why this step is taken: `take` does it for that reason, knowing the code of the last refusal, and answers what
 * is told of it. `value` is the reason that is likely, `again` are the words for trying again by that code.
 */
export function asking(context, step, visit, take, { value = '', again = {} } = {}) {
  const { busy, refusal } = tries.get(formOf(step, visit)) ?? {};
  return h(
    'details',
    { key: `${step} ${visit.id}`, id: formOf(step, visit), class: step },
    h('summary', {}, t(`visit.${step}`)),
    h(
      'form',
      {
        class: 'editor',
        onsubmit: event => {
          event.preventDefault();
          const reason = event.target.elements.reason.value;
          attempt(context, step, visit, () => take(reason, refusal?.code));
        },
      },
      h('label', { for: `${step}-reason` }, t('field.reason')),
      h('input', { id: `${step}-reason`, name: 'reason', maxlength: 500, required: true, value }),
      refusal && h('p', { key: 'fault', class: 'fault', role: 'alert' }, problem(refusal)),
      h('button', { key: 'go', class: 'primary', disabled: Boolean(busy) }, again[refusal?.code] ?? t(`visit.${step}`)),
    ),
  );
}

const formOf = (step, visit) => `${step}-${visit.id}`;

async function attempt(context, step, visit, take) {
  const form = formOf(step, visit);
  if (tries.get(form)?.busy) {
    return;
  }
  const mine = { busy: true };
  tries.set(form, mine);
  context.update();
  try {
    context.tell(await take());
  } catch (refusal) {
    // Beside the reason, or to whoever has closed it: he thinks that it is done.
    if (tries.get(form) === mine && document.getElementById(form)?.open) {
      mine.refusal = refusal;
    } else {
      context.tell(problem(refusal));
    }
  } finally {
    mine.busy = false;
    context.update();
    context.reload();
  }
}
