// What an entry of the conflict ledger is about, and what was done and said, in words.

import { dayOf, fieldName, moment, short, value } from './format.js';
import { known, t, word } from './i18n.js';
import * as names from './names.js';
import { question, reading, said } from './questions.js';
import { h } from './view.js';

/** What the phone sent for the server's sake; the entry's heading or its photo says the rest. */
const TECHNICAL = new Set(['visitId', 'kind', 'sha256', 'size', 'contentType', 'checklistItemId', 'position', 'takenAt', 'authorId']);
/** Fields that refer to something with a name. */
const NAMED = {
  customerId: 'customers',
  siteId: 'sites',
  assetId: 'assets',
  partId: 'parts',
  fromLocationId: 'locations',
  toLocationId: 'locations',
};
export function visitOf(it) {
  return it.collection === 'visits' ? it.recordId : (it.visitId ?? it.mutation?.set?.visitId);
}

export function visitLink(visit) {
  const row = names.row('visits', visit);
  const label = row === undefined ? '…' : row ? `${row.number} ${row.title}` : `#${short(visit)}`;
  return h('a', { href: `#/visits/${row?.plannedStart ? dayOf(row.plannedStart) : 'today'}/${visit}` }, label);
}

export function about(it) {
  const visit = visitOf(it);
  if (visit) {
    return it.collection === 'visits' ? visitLink(visit) : [word('collection', it.collection), ' · ', visitLink(visit)];
  }
  if (['customers', 'sites', 'assets'].includes(it.collection)) {
    return `${word('collection', it.collection)} ${called(it.collection, it.recordId) || `#${short(it.recordId)}`}`;
  }
  return `${word('collection', it.collection)} #${short(it.recordId)}`;
}

/** What a customer, a site, a machine, a part or a stock location is called. */
function called(collection, id) {
  const row = names.row(collection, id);
  return row === undefined ? '…' : (row?.name ?? [row?.model, row?.serial].filter(Boolean).join(' '));
}

export function origin(it) {
  const who = t('conflicts.from', { name: it.userName ?? names.person(it.userId), time: moment(it.occurredAt) });
  const device = it.deviceId ? ` · ${t('conflicts.device', { id: short(it.deviceId) })}` : '';
  const other = it.theirActor ? ` · ${t('conflicts.other', { name: it.theirActorName ?? names.person(it.theirActor) })}` : '';
  return who + device + other;
}

/** The question that a field of a checklist answers. */
function asked(it, field) {
  const visit = field.startsWith('answers.') && visitOf(it);
  const checklists = visit && names.row('visits', `${visit}/checklists`);
  return checklists ? question(checklists, field.slice('answers.'.length)) : null;
}

export function nameOf(it, field) {
  const item = asked(it, field);
  return item ? said(item.title) : fieldName(field);
}

export function valueOf(it, field, content) {
  const item = asked(it, field);
  if (item && content?.value != null) {
    return reading(item, content.value) + (content.comment ? ` — ${content.comment}` : '');
  }
  return content != null && NAMED[field] ? called(NAMED[field], content) : value(field, content, names.person);
}

/** What was done, in a word or two. */
export function deed(it) {
  const { op, command, set } = it.mutation ?? {};
  if (op === 'command') {
    return word('step', command);
  }
  const thing = it.collection === 'attachments' && set?.kind ? word('attachment', set.kind) : word('collection', it.collection);
  return `${word('op', op)} ${thing}`;
}

/** What was said with it, but for what only programs read. */
export function told(it) {
  const { op, set = {}, args = {} } = it.mutation ?? {};
  const lines = Object.entries(op === 'command' ? args : set).filter(([field]) => !TECHNICAL.has(field));
  return lines.map(([field, content]) => h('span', { key: field, class: 'comment' }, `${nameOf(it, field)}: ${valueOf(it, field, content)}`));
}

/** The rule in plain words, else the server's reason, else its name. */
export function rule(it) {
  const key = `rule.${it.rule}`;
  return known(key) ? t(key, { field: it.field ? fieldName(it.field) : '' }) : it.reason || it.rule;
}
