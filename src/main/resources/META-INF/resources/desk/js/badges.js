// What more than one screen shows of a visit's status.

import { word } from './i18n.js';
import { h } from './view.js';

/** In these a visit is over: nobody drives there any more. */
export const OVER = ['done', 'cancelled'];

/** In these somebody has been there, and it is not over. */
export const BEGUN = ['in-progress', 'waiting'];

export function status(visit) {
  return h('span', { key: 'status', class: `badge status ${visit.status}` }, word('status', visit.status));
}
