// Small marks that more than one screen shows.

import { word } from './i18n.js';
import { h } from './view.js';

export function status(visit) {
  return h('span', { key: 'status', class: `badge status ${visit.status}` }, word('status', visit.status));
}
