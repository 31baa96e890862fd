// A visit is called off: the customer needs nobody any more. Work that a technician reports afterwards still counts.

import { act } from './api.js';
import { OVER } from './badges.js';
import { unchanged } from './board-drag.js';
import { t } from './i18n.js';
import { asking } from './visit-step.js';

/** Asks for the reason; nothing for whoever may not, or where the visit is over. */
export function cancelling(context, visit) {
  if (OVER.includes(visit.status) || !context.may('dispatcher', 'agent', 'admin')) {
    return null;
  }
  return asking(context, 'cancel', visit, async reason => {
    // Somebody may stand at the door by now.
    await act(`visits/${visit.id}/cancel`, { reason }, await unchanged(visit));
    return t('visit.cancelled', { visit: visit.title });
  });
}
