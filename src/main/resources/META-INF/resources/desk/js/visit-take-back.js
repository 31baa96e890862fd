// A visit is taken back from whoever has it, sent or not: it waits for somebody else, and its customer still does, too.

import { act } from './api.js';
import { BEGUN, OVER } from './badges.js';
import { unchanged } from './board-drag.js';
import { t } from './i18n.js';
import { asking } from './visit-step.js';

/** Asks for the reason; nothing for whoever may not, or where nobody has it or work has begun. */
export function takingBack(context, visit) {
  if ([...OVER, ...BEGUN, 'unscheduled'].includes(visit.status) || !context.may('dispatcher', 'admin')) {
    return null;
  }
  return asking(context, 'unschedule', visit, async reason => {
    // Somebody else may have it by now, or stand at the door.
    await act(`visits/${visit.id}/unschedule`, { reason }, await unchanged(visit));
    return t('visit.unscheduled', { visit: visit.title });
  });
}
