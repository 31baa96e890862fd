// A visit that was done or called off too early goes back to the plan: where nobody was let in, somebody comes again.

import { act } from './api.js';
import { OVER } from './badges.js';
import { t, word } from './i18n.js';
import { asking } from './visit-step.js';

/** Asks for the reason; nothing for whoever may not, or where the visit is not over. */
export function reopening(context, visit) {
  if (!OVER.includes(visit.status) || !context.may('dispatcher', 'admin')) {
    return null;
  }
  const reopen = async (reason, refused) => {
    await act(`visits/${visit.id}/reopen`, { reason, doubleBooked: refused === 'double-booked' });
    return t('visit.reopened', { visit: visit.title });
  };
  return asking(context, 'reopen', visit, reopen, {
    value: visit.outcome === 'no-access' ? word('outcome', visit.outcome) : '',
    again: { 'double-booked': t('visit.reopen.booked') },
  });
}
