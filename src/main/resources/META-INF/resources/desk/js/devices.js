// Every phone: when it was last heard of, and what it still owes.

import { all } from './api.js';
import { ago, amount, moment, short } from './format.js';
import { count, t, word } from './i18n.js';
import * as names from './names.js';
import { h } from './view.js';

const OUT_OF_TOUCH = 24 * 3_600_000;
/** A clock that is wrong by less matters to nobody. */
const SKEWED = 120_000;

/** What other screens show of phones may be so old. */
const LASTING = 60_000;

let devices = null;
let read = 0;

export function reset() {
  [devices, read] = [null, 0];
}

export async function load() {
  devices = await all('devices');
  read = Date.now();
}

/** Reads the phones unless that was done a moment ago. */
export async function known() {
  if (Date.now() - read > LASTING) {
    await load();
  }
}

/** When somebody whose phones are all out of touch was last heard of; null if one is in touch or he has none. */
export function silentSince(user) {
  const his = (devices ?? []).filter(each => each.userId === user && !each.revokedAt);
  return his.length && his.every(lost) ? his.map(heard).sort().at(-1) : null;
}

/** A phone that was registered a moment ago was heard of then, if never since. */
function heard(device) {
  return [device.registeredAt, device.lastPushAt, device.lastPullAt].filter(Boolean).sort().at(-1);
}

function lost(device) {
  return !device.revokedAt && Date.now() - new Date(heard(device)) > OUT_OF_TOUCH;
}

/** What needs somebody comes first, what was revoked last. */
function urgency(device) {
  return device.revokedAt ? 3 : lost(device) ? 0 : device.oldestUnsyncedAt ? 1 : 2;
}

export function tree(context) {
  return [
    h('h1', { key: 'title' }, t('nav.devices')),
    devices === null ? context.waiting() : [summary(), table()],
  ];
}

function summary() {
  const silent = devices.filter(lost).length;
  const photos = devices.reduce((sum, each) => sum + (each.missingPhotos ?? 0), 0);
  return h(
    'ul',
    { key: 'summary', class: 'summary' },
    h('li', {}, count('devices.count', devices.length)),
    h('li', { class: silent ? 'bad' : 'good' }, silent ? count('devices.silent', silent) : t('devices.silent.none')),
    h('li', { class: photos ? 'warn' : 'good' }, photos ? count('devices.photos', photos) : t('devices.photos.none')),
  );
}

function table() {
  if (!devices.length) {
    return h('p', { key: 'none', class: 'empty' }, t('devices.none'));
  }
  const columns = ['technician', 'app', 'push', 'pull', 'oldest', 'missing', 'clock', 'state'];
  const sorted = devices.toSorted(
    (one, other) =>
      urgency(one) - urgency(other) || whose(one).localeCompare(whose(other), 'th'),
  );
  return h(
    'table',
    { key: 'table', class: 'devices' },
    h('caption', { class: 'unseen' }, t('nav.devices')),
    h('thead', {}, h('tr', {}, columns.map(each => h('th', { key: each, scope: 'col' }, t(`devices.${each}`))))),
    h('tbody', {}, sorted.map(line)),
  );
}

function line(device) {
  const cells = {
    app: h('span', {}, word('platform', device.platform), ' ', h('span', { class: 'quiet' }, device.appVersion, ' · ', t('devices.schema', { n: device.schema }))),
    push: moments(device.lastPushAt),
    pull: moments(device.lastPullAt),
    oldest: moments(device.oldestUnsyncedAt, 'devices.oldest.none'),
    missing: missing(device),
    clock: clock(device.clockSkewMs),
    state: state(device),
  };
  return h(
    'tr',
    { key: device.id, class: device.revokedAt ? 'over' : lost(device) ? 'silent' : null, 'data-device': device.id },
    h('th', { scope: 'row' }, whose(device), h('span', { class: 'quiet' }, ` #${short(device.id)}`)),
    Object.entries(cells).map(([name, cell]) => h('td', { key: name, 'data-label': t(`devices.${name}`) }, cell)),
  );
}

function moments(instant, none = 'devices.never') {
  return instant
    ? h('time', { datetime: instant, title: moment(instant) }, ago(instant))
    : h('span', { class: 'quiet' }, t(none));
}

function missing(device) {
  if (!device.missingPhotos) {
    return h('span', { class: 'quiet' }, t('devices.missing.none'));
  }
  return h('span', { class: 'badge warn' }, count('devices.photos', device.missingPhotos));
}

/** The server tells by how much its own clock is ahead of the phone's. */
function clock(skew) {
  if (skew == null) {
    return h('span', { class: 'quiet' }, t('devices.clock.unknown'));
  }
  if (Math.abs(skew) < SKEWED) {
    return t('devices.clock.right');
  }
  return h('span', { class: 'badge warn' }, t(skew > 0 ? 'devices.clock.slow' : 'devices.clock.fast', { by: amount(skew) }));
}

function state(device) {
  if (device.revokedAt) {
    return h('span', { class: 'badge' }, t('devices.revoked', { ago: ago(device.revokedAt) }));
  }
  return [
    lost(device)
      ? h('span', { key: 'touch', class: 'badge bad' }, t('devices.out-of-touch'))
      : h('span', { key: 'touch', class: 'badge good' }, t('devices.in-touch')),
    device.heldMutations > 0 && h('span', { key: 'held', class: 'badge warn' }, count('devices.held', device.heldMutations)),
  ];
}

/** Phones of people who are no technicians have an owner too. */
function whose(device) {
  return device.userName ?? names.person(device.userId);
}
