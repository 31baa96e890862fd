// One visit: what is to be done, what was done, and what proves it.

import { all, get } from './api.js';
import { status } from './badges.js';
import { fieldName, moment, position, short, span, telephone, value } from './format.js';
import { problem, t, word } from './i18n.js';
import * as names from './names.js';
import { photos, reset as resetPhotos } from './photos.js';
import { question, reading, said } from './questions.js';
import { toldSpan } from './told.js';
import { h } from './view.js';
import { cancelling } from './visit-cancel.js';
import { reset as resetSteps } from './visit-step.js';
import { takingBack } from './visit-take-back.js';
import { reset as resetTold, telling } from './visit-told.js';
import { reopening } from './visit-reopen.js';

const PARTS = {
  steps: id => get(`visits/${id}/steps`),
  promises: id => get(`visits/${id}/promises`),
  checklists: id => get(`visits/${id}/checklists`),
  notes: id => all('notes', { visitId: id }),
  attachments: id => all('attachments', { visitId: id }),
};

let shown = null;

export function reset() {
  shown = null;
  resetPhotos();
  resetSteps();
  resetTold();
}

/** A part that cannot be read does not hide the others. */
export async function load(context, id) {
  const [visit, ...parts] = await Promise.allSettled([get(`visits/${id}`), ...Object.values(PARTS).map(part => part(id))]);
  const next = { id, visit: visit.value, fault: visit.reason };
  Object.keys(PARTS).forEach((name, at) => {
    next[name] = parts[at].status === 'fulfilled' ? { items: parts[at].value } : { items: [], fault: parts[at].reason };
  });
  const phones = (next.visit?.evidence?.missing ?? []).map(each => each.deviceId).filter(Boolean);
  if (phones.length && context.may(...names.OWNER_READERS)) {
    await names.loadOwners(phones);
  }
  shown = next;
}

/** @param day that is looked at */
export function tree(context, id, day, back) {
  const close = () => context.go(back);
  return h(
    'aside',
    {
      key: id,
      class: 'panel',
      'aria-labelledby': 'visit-title',
      tabindex: '-1',
      ref: node => setTimeout(() => node.focus()),
      onkeydown: event => event.key === 'Escape' && !event.defaultPrevented && close(),
    },
    h('button', { key: 'close', type: 'button', class: 'close', onclick: close }, t('close')),
    shown?.id === id ? content(context, day) : h('p', { key: 'wait', class: 'empty' }, t('loading')),
  );
}

function content(context, day) {
  const { visit } = shown;
  if (!visit) {
    return h('p', { key: 'fault', class: 'fault', role: 'alert' }, problem(shown.fault));
  }
  return [
    h('p', { key: 'number', class: 'quiet' }, visit.number, ' · ', word('kind', visit.kind)),
    h('h2', { key: 'title', id: 'visit-title' }, visit.title),
    h('p', { key: 'marks', class: 'marks' }, status(visit), h('span', { class: 'badge' }, word('priority', visit.priority))),
    plan(visit),
    facts(visit),
    telling(context, visit, day),
    reopening(context, visit),
    takingBack(context, visit),
    cancelling(context, visit),
    part('evidence', evidence(visit)),
    part('attachments', photos(context, shown.attachments.items)),
    part('checklists', shown.checklists.items.map(checklist)),
    part('notes', notes(shown.notes.items)),
    part('promises', promises(shown.promises.items)),
    part('steps', steps(shown.steps.items)),
  ];
}

function part(name, tree) {
  const fault = shown[name]?.fault;
  const empty = !tree || (Array.isArray(tree) && !tree.length);
  return h(
    'section',
    { key: name, class: name },
    h('h3', {}, t(`visit.${name}`)),
    fault ? h('p', { class: 'fault' }, problem(fault)) : empty ? h('p', { class: 'quiet' }, t(`visit.${name}.none`)) : tree,
  );
}

function list(key, pairs) {
  const filled = pairs.filter(([, content]) => content != null && content !== '');
  return (
    filled.length > 0 &&
    h('dl', { key }, filled.map(([label, content]) => h('div', { key: label }, h('dt', {}, label), h('dd', {}, content))))
  );
}

function plan(visit) {
  const site = names.row('sites', visit.siteId);
  const planned = visit.plannedStart && `${moment(visit.plannedStart)}–${span(visit.plannedEnd)}`;
  return list('plan', [
    [t(visit.status === 'unscheduled' ? 'visit.once-planned' : 'field.plannedStart'), planned],
    [t('field.window'), visit.windowStart && toldSpan([visit.windowStart, visit.windowEnd])],
    [t('field.technicianId'), visit.technicianId && names.person(visit.technicianId)],
    [t('field.crewIds'), visit.crewIds?.length > 0 && visit.crewIds.map(names.person).join(', ')],
    [t('field.performedBy'), visit.performedBy && visit.performedBy !== visit.technicianId && names.person(visit.performedBy)],
    [t('field.customerId'), names.name('customers', visit.customerId)],
    [t('field.siteId'), names.name('sites', visit.siteId)],
    [t('field.address'), site?.address?.line],
    [t('field.contactName'), contact(site, names.row('customers', visit.customerId))],
    [t('field.assetIds'), visit.assetIds?.map(machine).join(', ')],
    [t('field.instructions'), visit.instructions],
  ].map(([label, content]) => [label, content || null]));
}

/** Whom to call; where the site has no number, the customer may. */
function contact(site, customer) {
  const phone = site?.contactPhone ?? customer?.phones?.[0];
  const call = phone && h('a', { key: 'call', href: `tel:${phone}` }, telephone(phone));
  return site?.contactName && call ? [`${site.contactName} · `, call] : site?.contactName || call;
}

function machine(id) {
  const asset = names.row('assets', id);
  return asset === undefined ? '…' : asset ? [asset.model, asset.serial].filter(Boolean).join(' ') : t('name.unknown');
}

function facts(visit) {
  const fields = ['waitingReason', 'cancelReason', 'outcome', 'diagnosis', 'workSummary', 'meterReading', 'signedBy', 'remarks'];
  return list(
    'facts',
    fields.map(field => [fieldName(field), visit[field] == null ? null : value(field, visit[field], names.person)]),
  );
}

function evidence(visit) {
  if (!visit.evidence || visit.evidence.complete) {
    return h('p', { key: 'complete', class: 'good' }, t('visit.evidence.complete'));
  }
  const lines = visit.evidence.missing.map(each => missing(visit, each));
  const distinct = [...new Set(lines)];
  return h(
    'ul',
    { key: 'missing' },
    distinct.map(line => {
      const times = lines.filter(each => each === line).length;
      return h('li', { key: line }, times > 1 ? t('visit.missing.times', { line, n: times }) : line);
    }),
  );
}

function missing(visit, { kind, itemId, sha256, deviceId }) {
  if (sha256) {
    const name = names.person(names.owner(deviceId) ?? visit.performedBy ?? visit.technicianId);
    return t('visit.missing.file', { kind: word('attachment', kind), name, device: deviceId ? `#${short(deviceId)}` : '' });
  }
  const item = itemId && question(shown.checklists.items, itemId);
  return t('visit.missing.answer', { item: item ? said(item.title) : itemId });
}

function checklist(it) {
  const { progress, answers } = it;
  // Which questions are shown is the server's to say; one that is conditional and was not asked is left out.
  const asked = it.items.filter(each => !each.shownIf || each.id in answers || progress.missing.includes(each.id));
  return h(
    'div',
    { key: it.id, class: 'checklist' },
    h('h4', {}, said(it.title), ' ', h('span', { class: 'badge' }, t('visit.progress', { answered: progress.answered, shown: progress.shown }))),
    h('dl', {}, asked.map(each => answered(each, answers[each.id], progress))),
  );
}

function answered(item, answer, progress) {
  const wrong = progress.outOfLimits.includes(item.id);
  return h(
    'div',
    { key: item.id },
    h('dt', {}, said(item.title)),
    h(
      'dd',
      { class: wrong ? 'bad' : answer ? null : 'quiet' },
      answer ? reading(item, answer.value) : t(item.required ? 'visit.unanswered' : 'value.empty'),
      wrong && ` — ${t('visit.out-of-limits')}`,
      answer?.comment && h('span', { class: 'comment' }, answer.comment),
    ),
  );
}

function notes(items) {
  return items.map(note =>
    h(
      'blockquote',
      { key: note.id },
      h('p', {}, note.text),
      h('footer', { class: 'quiet' }, names.person(note.authorId), note.at && ` · ${moment(note.at)}`),
    ),
  );
}

/** Whatever the customer was told; the last one holds. */
function promises(items) {
  return (
    items.length > 0 &&
    h(
      'ol',
      { key: 'promises', class: 'timeline' },
      items.map((promise, at) =>
        h(
          'li',
          { key: promise.version },
          h(at === items.length - 1 ? 'strong' : 's', {}, promise.windowStart ? toldSpan([promise.windowStart, promise.windowEnd]) : t('told.taken-back')),
          h('span', { class: 'quiet' }, ' ', t('told.at', { time: moment(promise.at) })),
          promise.userId && h('span', { class: 'quiet' }, ` ${names.person(promise.userId)}`),
        ),
      ),
    )
  );
}

function steps(items) {
  return (
    items.length > 0 &&
    h(
      'ol',
      { key: 'steps', class: 'timeline' },
      items.map((step, at) =>
        h(
          'li',
          { key: at },
          h('strong', {}, word('step', step.step)),
          ' ',
          h('time', { datetime: step.at }, moment(step.at)),
          step.userId && h('span', { class: 'quiet' }, ` ${names.person(step.userId)}`),
          step.reason && h('span', { class: 'comment' }, step.reason),
          step.lat != null && h('span', { class: 'quiet' }, ` ${position(step)}`),
        ),
      ),
    )
  );
}
