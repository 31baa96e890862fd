// A visit that was done or called off too early, or that waits, goes back to the plan: somebody comes again.

import { act } from './api.js';
import { OVER } from './badges.js';
import { t, word } from './i18n.js';
import { asking } from './visit-step.js';

/** Asks for the reason; nothing for whoever may not, or where somebody is still to come or at work. */
export function reopening(context, visit) {
  const waits = visit.status === 'waiting';
  if (!(waits || OVER.includes(visit.status)) || !context.may('dispatcher', 'admin')) {
    return null;
  }
  const reopen = async (reason, refused) => {
    await act(`visits/${visit.id}/reopen`, { reason, doubleBooked: refused === 'double-booked' });
    return t('visit.reopened', { visit: visit.title });
  };
  const noAccess = visit.outcome === 'no-access' ? word('outcome', visit.outcome) : '';
  return asking(context, waits ? 'return' : 'reopen', visit, reopen, {
    value: waits ? (visit.waitingReason ?? '') : noAccess,
    again: { 'double-booked': t('visit.reopen.booked') },
  });
}
