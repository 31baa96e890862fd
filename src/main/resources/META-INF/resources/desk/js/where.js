// Where something is: two numbers, as people copy them from a map or send its link.

import { position } from './format.js';
import { t } from './i18n.js';
import { h } from './view.js';

/** In a link, the pin. */
const PINS = [/!3d(-?\d+\.\d+)!4d(-?\d+\.\d+)/, /mlat=(-?\d+\.\d+)&mlon=(-?\d+\.\d+)/];
/** Degrees, minutes and seconds, each with its side of the world. */
const CLASSIC = /(\d{1,3})°\s*(\d{1,2})['′’]\s*(\d{1,2}(?:\.\d+)?)(?:"|″|”|'')\s*([NSEW])/gi;
/** Two numbers, whole as they stand there, also with their sides of the world. */
const PAIR = /(?<![\d.])(-?\d{1,3}\.\d{2,})[\s,+°NE]+(-?\d{1,3}\.\d{2,})(?!\d|\.\d)/i;
/** In a link, only the middle of what its map shows. */
const VIEW = /\/@[^/?#]*/g;
/** In a link to a route, where it goes: the last of its stops. */
const STOP = /!1d(-?\d+\.\d+)!2d(-?\d+\.\d+)/g;
const THAILAND = { south: 5.5, north: 20.6, west: 97.2, east: 105.8 };

/** The position that a text names; null if it names none. */
export function read(text) {
  const plain = decoded(text);
  const [, lat, lon] = PINS.map(each => each.exec(plain)).find(Boolean) ?? [];
  return known(lat ? [Number(lat), Number(lon)] : (classic(plain) ?? pair(plain)));
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function classic(text) {
  const parts = [...text.matchAll(CLASSIC)];
  const degrees = sides => {
    const part = parts.find(each => sides.includes(each[4].toUpperCase()));
    return part && (Number(part[1]) + part[2] / 60 + part[3] / 3600) * ('SW'.includes(part[4].toUpperCase()) ? -1 : 1);
  };
  const both = [degrees('NS'), degrees('EW')];
  return both.includes(undefined) ? null : both;
}

/** What cannot be a latitude is the longitude, whichever was written first. */
function pair(text) {
  const route = text.split('/dir/')[1];
  const stop = route && [...route.matchAll(STOP)].at(-1);
  if (stop) {
    return [Number(stop[2]), Number(stop[1])];
  }
  const found = PAIR.exec((route ? goal(route) : text).replace(VIEW, '/'))?.slice(1).map(Number);
  return found && Math.abs(found[0]) > 90 ? found.reverse() : found;
}

/** The last place of a route, by name or position. */
function goal(route) {
  return route
    .split(/[?#]/)[0]
    .split('/')
    .filter(each => each && !/^(@|data=)/.test(each))
    .at(-1) ?? '';
}

function known([lat, lon] = []) {
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : null;
}

const isAbroad = ({ lat, lon }) => lat < THAILAND.south || lat > THAILAND.north || lon < THAILAND.west || lon > THAILAND.east;

/** The field for it, in a form of these `fields`; what is said below it depends on what was entered. */
export function line({ line }, text, more) {
  const found = read(text);
  const doubtful = found ? isAbroad(found) : text.trim();
  return [
    line('where', t('where.label'), { autocomplete: 'off', maxlength: 2000, 'aria-describedby': 'where-words', ...more }),
    h('p', { key: 'where-words', id: 'where-words', class: doubtful ? 'fault' : 'quiet' }, words(text, found)),
  ];
}

function words(text, found) {
  if (found) {
    return t(isAbroad(found) ? 'where.abroad' : 'where.found', { position: position(found) });
  }
  return t(text.trim() ? 'where.unclear' : 'where.none');
}

/** What the map needs to have it pressed on: where the pin is, and what to do with a press. */
export function picking(entry, context) {
  return {
    position: read(entry.where),
    at(found) {
      entry.where = position(found);
      context.say(words(entry.where, found));
      context.update();
    },
  };
}
