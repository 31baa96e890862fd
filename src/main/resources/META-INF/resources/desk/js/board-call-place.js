// Whoever calls for the first time, or from a place that nobody knows yet: the customer and the site are taken up while
// he waits. Both keep the ids that were made here, so that nothing is made twice if an answer is lost.

import { Refusal, act, get, patch } from './api.js';
import { TELEPHONE, described, list, look } from './board-call-alike.js';
import { fields } from './fields.js';
import { problem, t, word } from './i18n.js';
import * as names from './names.js';
import { h } from './view.js';
import * as where from './where.js';

const KINDS = ['person', 'company', 'government'];
const ADDRESS = ['houseNumber', 'moo', 'soi', 'road', 'subdistrict', 'district', 'province', 'postcode'];

/** A place that nobody knows, beginning with what was searched for in vain. */
export function begin(context, text) {
  const number = TELEPHONE.test(text.trim());
  const place = {
    customerId: crypto.randomUUID(),
    siteId: crypto.randomUUID(),
    customer: null,
    alike: [],
    name: number ? '' : text.trim(),
    phone: number ? text.trim() : '',
    kind: 'person',
    site: '',
    where: '',
    ...Object.fromEntries(ADDRESS.map(each => [each, ''])),
  };
  look(context, place);
  return place;
}

/** The form of it; `done(site)` is called when it is known, or with nothing if it is given up. */
export function tree(context, entry, done) {
  const place = entry.place;
  const form = fields('place', place, () => {
    context.update();
    look(context, place);
  });
  return h(
    'form',
    {
      key: 'place',
      class: 'editor',
      ref: () => setTimeout(() => document.getElementById('place-name')?.focus()),
      onsubmit: event => {
        event.preventDefault();
        save(context, entry, done);
      },
    },
    h('h3', { key: 'title' }, t('place.title')),
    place.customer ? known(context, place) : customer(form, context, place),
    form.line('site', t('place.site'), { maxlength: 200, autocomplete: 'off', placeholder: place.customer?.name ?? place.name }),
    where.line(form, place.where),
    h('fieldset', { key: 'address', class: 'address' }, h('legend', {}, t('field.address')), ADDRESS.map(each => address(form, each))),
    place.fault && h('p', { key: 'fault', class: 'fault', role: 'alert' }, problem(place.fault)),
    h('button', { key: 'save', id: 'place-save', class: 'primary', disabled: Boolean(place.busy) }, t('place.save')),
    h('button', { key: 'back', type: 'button', onclick: () => done(null) }, t('place.back')),
  );
}

function customer(form, context, place) {
  return [
    form.line('name', t('place.name'), { required: true, maxlength: 200, autocomplete: 'off' }),
    form.line('phone', t('place.phone'), { type: 'tel', autocomplete: 'off', maxlength: 30 }),
    list(context, place),
    form.choice('kind', t('place.kind'), KINDS, each => word('customer', each)),
  ];
}

/** Somebody who is known already has another place. */
function known(context, place) {
  const again = () => {
    Object.assign(place, { customer: null, customerId: crypto.randomUUID() });
    context.update();
  };
  return h(
    'div',
    { key: 'known', class: 'noted', 'data-customer': place.customer.id, ref: () => setTimeout(() => document.getElementById('place-site')?.focus()) },
    described(place.customer),
    h('button', { key: 'again', type: 'button', class: 'again', onclick: again }, t('place.other')),
  );
}

function address(form, part) {
  const more = part === 'postcode' ? { inputmode: 'numeric', pattern: '[0-9]{5}', maxlength: 5 } : { maxlength: 100 };
  return h('div', { key: part, class: part }, form.line(part, word('address', part), { autocomplete: 'off', ...more }));
}

async function save(context, entry, done) {
  const { place, region } = entry;
  if (place.busy) {
    return;
  }
  Object.assign(place, { busy: true, fault: null });
  context.update();
  try {
    const position = where.read(place.where);
    if (place.where.trim() && !position) {
      throw new Refusal(0, { code: 'where-unclear' });
    }
    // A customer who was made stays made, whatever becomes of his site.
    place.customer ??= await made('customers', {
      id: place.customerId,
      name: place.name.trim(),
      kind: place.kind,
      phones: place.phone.trim() ? [place.phone] : [],
    });
    const site = await made('sites', siteOf(place, position, region));
    context.tell(t('place.made', { site: site.name }));
    if (entry.place === place) {
      done(site);
    }
  } catch (refusal) {
    place.fault = refusal;
  } finally {
    place.busy = false;
    context.update();
  }
}

function siteOf(place, position, regionId) {
  const address = ADDRESS.filter(each => place[each].trim()).map(each => [each, place[each].trim()]);
  return {
    id: place.siteId,
    customerId: place.customer.id,
    name: place.site.trim() || place.customer.name,
    contactPhone: place.phone.trim() || place.customer.phones?.[0],
    address: Object.fromEntries(address),
    ...position,
    regionId,
  };
}

/** The row; if it was made before, and something else was entered since the answer to that was lost, as it is entered now. */
async function made(collection, { id, ...form }) {
  let row;
  try {
    row = await act(collection, { id, ...form });
  } catch (refusal) {
    if (refusal.code !== 'id-taken') {
      throw refusal;
    }
    const { version } = await get(`${collection}/${id}`);
    row = await patch(`${collection}/${id}`, form, { 'If-Match': `"${version}"` });
  }
  names.keep(collection, row);
  return row;
}
