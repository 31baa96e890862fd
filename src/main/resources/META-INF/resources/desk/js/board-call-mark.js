// Where a site is that nobody has said yet: until then nobody can be planned to go there.

import { patch } from './api.js';
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
      h('button', { key: 'mark', id: 'mark', type: 'button', onclick: () => begin(context, entry) }, t('mark')),
    ];
  }
  return [
    where.line(fields('mark', mark, context.update), mark.where, { ref: node => setTimeout(() => node.focus()) }),
    mark.fault && h('p', { key: 'mark-fault', class: 'fault', role: 'alert' }, problem(mark.fault)),
    h(
      'button',
      { key: 'mark-save', id: 'mark-save', type: 'button', disabled: !where.read(mark.where) || Boolean(mark.busy), onclick: () => save(context, entry) },
      t('mark.save'),
    ),
  ];
}

function begin(context, entry) {
  entry.mark = { where: '' };
  context.update();
}

async function save(context, entry) {
  const { site, mark } = entry;
  Object.assign(mark, { busy: true, fault: null });
  context.update();
  try {
    const changed = await patch(`sites/${site.id}`, where.read(mark.where), { 'If-Match': `"${site.version}"` });
    names.keep('sites', changed);
    context.tell(t('mark.saved', { site: site.name }));
    if (entry.site === site) {
      Object.assign(entry, { site: changed, mark: null });
    }
  } catch (refusal) {
    mark.fault = refusal;
  } finally {
    mark.busy = false;
    context.update();
  }
}
