// Where a site is that nobody has said yet: until then nobody can be planned to go there.

import { Refusal, get, patch } from './api.js';
import { fields } from './fields.js';
import { problem, t } from './i18n.js';
import * as names from './names.js';
import { h } from './view.js';
import * as where from './where.js';

/** Asks for it, if it is not known. */
export function marking(context, entry) {
  const { site, mark } = entry;
  if (site.lat != null) {
    return null;
  }
  if (!mark) {
    return [
      h('p', { key: 'no-mark', class: 'fault' }, t('where.none')),
      h('button', { key: 'mark', id: 'mark', type: 'button', onclick: () => turn(context, entry, { where: '' }) }, t('mark')),
    ];
  }
  const entered = event => {
    if (event.key === 'Enter') {
      // It is not the visit's form that is sent.
      event.preventDefault();
      save(context, entry);
    }
  };
  return [
    where.line(fields('mark', mark, context.update), mark.where, { ref: node => setTimeout(() => node.focus()), onkeydown: entered }),
    mark.fault && h('p', { key: 'mark-fault', class: 'fault', role: 'alert' }, problem(mark.fault)),
    h('button', { key: 'mark-save', id: 'mark-save', type: 'button', disabled: !where.read(mark.where) || Boolean(mark.busy), onclick: () => save(context, entry) }, t('mark.save')),
    h('button', { key: 'mark-not', type: 'button', class: 'not-now', onclick: () => turn(context, entry, null) }, t('mark.not-now')),
  ];
}

function turn(context, entry, mark) {
  entry.mark = mark;
  context.update();
}

async function save(context, entry) {
  const { mark } = entry;
  if (mark.busy || !where.read(mark.where)) {
    return;
  }
  Object.assign(mark, { busy: true, fault: null });
  context.update();
  try {
    const site = await complete(entry, null);
    context.tell(t('mark.saved', { site: site.name }));
    if (entry.mark === mark) {
      Object.assign(entry, { site, mark: null });
      document.getElementById('call-what')?.focus();
    }
  } catch (refusal) {
    mark.fault = refusal;
  } finally {
    mark.busy = false;
    context.update();
  }
}

/** The site with what it lacks, unless somebody has said it meanwhile: a position, and a region if one is given. */
export async function complete({ site, mark }, regionId) {
  const position = mark && where.read(mark.where);
  if (mark?.where.trim() && !position) {
    throw new Refusal(0, { code: 'where-unclear' });
  }
  if (!position && (site.regionId || !regionId)) {
    return site;
  }
  const now = await get(`sites/${site.id}`);
  const lacks = { ...(now.lat == null && position), ...(regionId && !now.regionId && { regionId }) };
  const row = Object.keys(lacks).length ? await patch(`sites/${site.id}`, lacks, { 'If-Match': `"${now.version}"` }) : now;
  names.keep('sites', row);
  return row;
}
