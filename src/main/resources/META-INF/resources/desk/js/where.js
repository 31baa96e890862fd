// Where something is: two numbers, as people copy them from a map or send its link.

import { position } from './format.js';
import { t } from './i18n.js';
import { h } from './view.js';

/** In a link, the pin; what is between `@` and `z` is only what its map shows. */
const PIN = /!3d(-?\d+\.\d+)!4d(-?\d+\.\d+)/;
/** Degrees of a latitude and a longitude; with so few digits after the point they would name a town. */
const PAIR = /(-?\d{1,2}\.\d{3,})[\s,+]+(-?\d{1,3}\.\d{3,})/;

/** The position that a text names; null if it names none. */
export function read(text) {
  const plain = decoded(text);
  const [, lat, lon] = PIN.exec(plain) ?? PAIR.exec(plain) ?? [];
  const found = { lat: Number(lat), lon: Number(lon) };
  return Math.abs(found.lat) <= 90 && Math.abs(found.lon) <= 180 ? found : null;
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The field for it, in a form of these `fields`; what is said below it depends on what was entered. */
export function line({ line }, text, more) {
  return [
    line('where', t('where.label'), { autocomplete: 'off', maxlength: 2000, 'aria-describedby': 'where-words', ...more }),
    h('p', { key: 'where-words', id: 'where-words', class: text.trim() && !read(text) ? 'fault' : 'quiet' }, words(text)),
  ];
}

function words(text) {
  const found = read(text);
  return found ? t('where.found', { position: position(found) }) : t(text.trim() ? 'where.unclear' : 'where.none');
}

/** What the map needs to have it pressed on: where the pin is, and what to do with a press. */
export function picking(entry, changed) {
  return {
    position: read(entry.where),
    at(found) {
      entry.where = position(found);
      changed();
    },
  };
}
