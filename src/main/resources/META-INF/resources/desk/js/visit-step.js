// What is done to a visit where it is open, by a form that folds away: most of it only for a reason.

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
  const reason = [
    h('label', { key: 'label', for: `${step}-reason` }, t('step.reason')),
    h('input', { key: 'reason', id: `${step}-reason`, name: 'reason', maxlength: 500, required: true, value }),
  ];
  return folded(context, step, visit, reason, (form, code) => take(form.reason.value, code), { again, goes: true });
}

/**
 * A step with these inputs: `take` gets the form's elements, and the code of the last refusal; `turned` is told whether
 * the form is open now, and `goes` says that it is not there any more once the step is taken.
 */
export function folded(context, step, visit, inputs, take, { again = {}, turned = () => {}, goes = false } = {}) {
  const { busy, refusal } = tries.get(formOf(step, visit)) ?? {};
  return h(
    'details',
    {
      key: `${step} ${visit.id}`,
      id: formOf(step, visit),
      class: step,
      ontoggle: ({ target }) => {
        if (!target.open && !busy) {
          tries.delete(formOf(step, visit));
        }
        turned(target.open);
      },
    },
    h('summary', {}, t(`visit.${step}`)),
    h(
      'form',
      {
        class: 'editor',
        onsubmit: event => {
          event.preventDefault();
          attempt(context, step, visit, goes, () => take(event.target.elements, refusal?.code));
        },
      },
      inputs,
      refusal && h('p', { key: 'fault', class: 'fault', role: 'alert' }, problem(refusal)),
      h('button', { key: 'go', class: 'primary', disabled: Boolean(busy) }, again[refusal?.code] ?? t(`visit.${step}`)),
    ),
  );
}

const formOf = (step, visit) => `${step}-${visit.id}`;

/** What is done is asked for no more; by keys, he goes on from where he opened the form, or beside it if it goes. */
function close(form, goes) {
  const place = document.getElementById(form);
  if (place) {
    (goes ? place.closest('aside') : place.querySelector('summary')).focus();
    place.open = false;
  }
}

async function attempt(context, step, visit, goes, take) {
  const form = formOf(step, visit);
  if (tries.get(form)?.busy) {
    return;
  }
  const mine = { busy: true };
  tries.set(form, mine);
  context.update();
  try {
    context.tell(await take());
    close(form, goes);
  } catch (refusal) {
    // Beside what he entered, or to whoever has closed it: he thinks that it is done.
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
