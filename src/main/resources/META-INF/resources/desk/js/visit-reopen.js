// A visit that was done or called off too early, or that waits, goes back to the plan: somebody comes again.

import { act } from './api.js';
import { OVER } from './badges.js';
import { unchanged } from './board-drag.js';
import { t, word } from './i18n.js';
import { asking } from './visit-step.js';

/** Asks for the reason; nothing for whoever may not, or where somebody is still to come or at work. */
export function reopening(context, visit) {
  const waits = visit.status === 'waiting';
  if (!(waits || OVER.includes(visit.status)) || !context.may('dispatcher', 'admin')) {
    return null;
  }
  const reopen = async (reason, refused) => {
    // Whoever went on with it meanwhile may have finished it.
    await act(`visits/${visit.id}/reopen`, { reason, doubleBooked: refused === 'double-booked' }, await unchanged(visit));
    return t('visit.reopened', { visit: visit.title });
  };
  return asking(context, waits ? 'return' : 'reopen', visit, reopen, {
    value: visit.outcome === 'no-access' ? word('outcome', visit.outcome) : '',
    again: { 'double-booked': t('visit.reopen.booked') },
  });
}
