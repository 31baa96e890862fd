// Times, dates and values as people read them: in Thai with the year of the Buddhist era, in English with the common one.

import { language, t, word } from './i18n.js';

/** Where the company works; days begin and end by it, wherever the desk stands. */
export const ZONE = 'Asia/Bangkok';

const formats = new Map();

function format(options) {
  const locale = language === 'th' ? 'th-TH-u-ca-buddhist-nu-latn' : 'en-GB';
  const key = locale + JSON.stringify(options);
  if (!formats.has(key)) {
    formats.set(key, new Intl.DateTimeFormat(locale, { timeZone: ZONE, ...options }));
  }
  return formats.get(key);
}

/** `09:30`. */
export function time(instant) {
  return format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(instant));
}

/** `09:30–11:00`; what lies on another day than `day` says so. */
export function span(start, end) {
  return end ? `${time(start)}–${time(end)}` : time(start);
}

/** `23 Nov 2026 09:30`. */
export function moment(instant) {
  const day = format({ day: 'numeric', month: 'short', year: 'numeric' }).formatToParts(new Date(instant));
  return `${withoutEra(day)} ${time(instant)}`;
}

/** `Monday 23 November 2026` for `2026-11-23`. */
export function dayInWords(day) {
  const options = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' };
  return withoutEra(format(options).formatToParts(new Date(bounds(day).from)));
}

/** Thai writes `พ.ศ.` before a year in full; beside clocks and lists it is only noise. */
function withoutEra(parts) {
  return parts
    .filter(each => each.type !== 'era')
    .map(each => each.value)
    .join('')
    .replace(/\s*พ\.ศ\.\s*/, ' ')
    .replace(/\s+/g, ' ');
}

/** The day of an instant where the company works, as `2026-11-23`. */
export function dayOf(instant) {
  return new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(new Date(instant));
}

export function today() {
  return dayOf(Date.now());
}

/** The day that is `days` after this one. */
export function shifted(day, days) {
  const date = new Date(day + 'T12:00:00Z');
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Where a day begins and ends: from inclusive, to exclusive. */
export function bounds(day) {
  return { from: midnight(day).toISOString(), to: midnight(shifted(day, 1)).toISOString() };
}

/** The instant of a day's `09:30`. */
export function at(day, clock) {
  const [hours, minutes] = clock.split(':').map(Number);
  return midnight(day).getTime() + (hours * 60 + minutes) * 60_000;
}

function midnight(day) {
  const utc = new Date(day + 'T00:00:00Z');
  return new Date(utc.getTime() - offset(utc));
}

function offset(date) {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: ZONE, timeZoneName: 'longOffset' }).formatToParts(date);
  const [, sign, hours, minutes] = /GMT(?:([+-])(\d+):(\d+))?/.exec(parts.find(each => each.type === 'timeZoneName').value);
  return sign ? (sign === '-' ? -1 : 1) * (hours * 60 + Number(minutes)) * 60_000 : 0;
}

const STEPS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** `3 hours ago`. */
export function ago(instant, now = Date.now()) {
  const seconds = (new Date(instant) - now) / 1000;
  const [unit, size] = STEPS.find(([, each]) => Math.abs(seconds) >= each) ?? [];
  if (!unit) {
    return t('time.now');
  }
  return new Intl.RelativeTimeFormat(language, { numeric: 'always' }).format(Math.trunc(seconds / size), unit);
}

/** `2 h 5 min`, for amounts that have no direction. */
export function amount(milliseconds) {
  const seconds = Math.round(Math.abs(milliseconds) / 1000);
  const [unit, size] = STEPS.find(([, each]) => seconds >= each) ?? ['second', 1];
  const number = Math.round(seconds / size);
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(number);
}

export function number(value) {
  return value.toLocaleString(language === 'th' ? 'th-TH-u-nu-latn' : 'en-GB', { maximumFractionDigits: 6 });
}

/** A Thai number as people read it aloud, another one as it is. */
export function telephone(number) {
  const local = number.replace(/^\+66/, '0');
  return local.length === 10
    ? local.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1-$2-$3')
    : local.length === 9
      ? local.replace(/^(02|0\d\d)(\d{3})(\d+)$/, '$1-$2-$3')
      : number;
}

/** Short, for ids of which we know no name. */
export function short(id) {
  return String(id).slice(-6);
}

const CHOICES = { status: 'status', workStatus: 'status', outcome: 'outcome', kind: 'kind', priority: 'priority', reason: 'reason', state: 'state', condition: 'condition' };
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** Any value of a field, in words. `nameOf` knows people. */
export function value(field, it, nameOf) {
  if (it == null || it === '') {
    return t('value.empty');
  }
  if (typeof it === 'boolean') {
    return t(it ? 'value.yes' : 'value.no');
  }
  if (typeof it === 'number') {
    return number(it);
  }
  if (Array.isArray(it)) {
    return it.length ? it.map(each => value(field, each, nameOf)).join(', ') : t('value.empty');
  }
  if (typeof it === 'object') {
    return object(it, nameOf);
  }
  if (/^(technicianId|performedBy|crewIds|authorId|userId)$/.test(field)) {
    return nameOf(it);
  }
  if (INSTANT.test(it)) {
    return moment(it);
  }
  return CHOICES[field] ? word(CHOICES[field], it) : it;
}

function object(it, nameOf) {
  if ('value' in it) {
    return value('value', it.value, nameOf) + (it.comment ? ` — ${it.comment}` : '');
  }
  if ('lat' in it && 'lon' in it) {
    return position(it);
  }
  return Object.entries(it)
    .map(([name, each]) => `${fieldName(name)}: ${value(name, each, nameOf)}`)
    .join('; ');
}

/** `13.75630, 100.50180`. */
export function position({ lat, lon }) {
  return `${lat.toFixed(5)}, ${lon.toFixed(5)}`;
}

/** A field's name in words; the answer of a checklist's item is named by its item. */
export function fieldName(field) {
  return field.startsWith('answers.') ? t('field.answers', { item: field.slice(8) }) : word('field', field);
}
