// The time that a customer is told, as it is entered: a day, from when and until when.

import { at, shifted } from './format.js';

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
