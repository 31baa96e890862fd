// The time that a customer is told, as it is entered and as it is read: a day, from when and until when.

import { at, dayOf, moment, shifted, span, time } from './format.js';

/** Told from then on, an end before the beginning is one of the next day. */
const EVENING = '18:00';

/** From when until when, as instants; null if he is told nothing. */
export function told(day, from, until) {
  if (!from || !until) {
    return null;
  }
  const overnight = until <= from && from >= EVENING;
  return [at(day, from), at(overnight ? shifted(day, 1) : day, until)];
}

/** Why nobody can be told that, if so. */
export function mistake(window) {
  if (window && !(window[0] < window[1])) {
    return { code: 'ends-before-it-begins' };
  }
  return window && window[1] <= Date.now() ? { code: 'told-is-over' } : null;
}

/** What he was told, in words; the days only where they are not `day`. */
export function toldSpan([start, end], day) {
  const last = dayOf(end);
  if (dayOf(start) === last) {
    return last === day ? span(start, end) : `${moment(start)}–${time(end)}`;
  }
  return `${moment(start)} – ${moment(end)}`;
}

/** Whether he knows that somebody comes then. */
export function knows({ windowStart, windowEnd }, start) {
  return Boolean(windowStart) && Date.parse(windowStart) <= start && start <= Date.parse(windowEnd);
}
