// What things that other things refer to are called. Looked up when first shown, a few at a time, and kept.

import { all, get } from './api.js';
import { short } from './format.js';
import { t } from './i18n.js';

/** Browsers hold six connections to a server, and one of them is the stream. */
const AT_ONCE = 4;
const FRESH = 10 * 60_000;
/** A name that the server could not tell is asked for again after this. */
const AGAIN = 30_000;

/** Who may read the list of technicians. */
export const READERS = ['dispatcher', 'manager', 'agent', 'storekeeper', 'admin'];

/** Who may read the list of phones. */
export const OWNER_READERS = ['dispatcher', 'manager', 'admin'];

let rows = new Map();
let waiting = [];
let running = 0;
let people = new Map();
let owners = new Map();
let changed = () => {};

/** Calls back when names have come in. */
export function onNames(callback) {
  changed = callback;
}

/** Forgets everything: somebody else may sign in. */
export function forget() {
  rows = new Map();
  waiting = [];
  people = new Map();
  owners = new Map();
}

/** Reads who the technicians are; those of other roles are known by their ids. */
export async function loadTechnicians() {
  const technicians = await all('technicians');
  technicians.forEach(each => people.set(each.id, each.name));
  return technicians;
}

/** Reads whose phone is whose; known phones are not read again. */
export async function loadOwners(devices) {
  if (devices.some(each => !owners.has(each))) {
    (await all('devices')).forEach(each => owners.set(each.id, each.userId));
  }
}

/** The user of a phone, if that is known here. */
export function owner(device) {
  return owners.get(device);
}

export function knowPerson(id, name) {
  people.set(id, name);
}

export function person(id) {
  return people.get(id) ?? t('person.unknown', { id: short(id) });
}

/** The row, undefined while it is being fetched, null if it cannot be seen. */
export function row(collection, id) {
  if (!id) {
    return null;
  }
  const path = `${collection}/${id}`;
  const known = rows.get(path);
  if (!known || (known.at + FRESH < Date.now() && !known.asked)) {
    rows.set(path, { ...known, at: Date.now(), asked: true });
    waiting.push(path);
    next();
  }
  return rows.get(path).row;
}

/** The row's name, or an ellipsis until it is known. */
export function name(collection, id) {
  const known = row(collection, id);
  return known === undefined ? '…' : (known?.name ?? t('name.unknown'));
}

/** Knows a row that came with something else. */
export function keep(collection, it) {
  rows.set(`${collection}/${it.id}`, { row: it, at: Date.now() });
}

async function next() {
  if (running >= AT_ONCE || !waiting.length) {
    return;
  }
  running++;
  const path = waiting.shift();
  // What is answered after everything was forgotten is written where nobody looks any more.
  const known = rows;
  try {
    known.set(path, { row: await get(path), at: Date.now() });
  } catch (refusal) {
    const at = refusal.status === 404 || refusal.status === 403 ? Date.now() : Date.now() - FRESH + AGAIN;
    known.set(path, { row: known.get(path)?.row ?? null, at });
  } finally {
    running--;
  }
  changed();
  next();
}
