// Whoever calls for the first time, or from a place that nobody knows yet: the customer and the site are taken up while
// he waits. Both keep the ids that were made here, so that nothing is made twice if an answer is lost.

import { Refusal, act, get, patch } from './api.js';
import { TELEPHONE, described, list, look, settled } from './board-call-alike.js';
import { fields } from './fields.js';
import { problem, t, word } from './i18n.js';
import * as names from './names.js';
import * as address from './thai-address.js';
import { h } from './view.js';
import * as where from './where.js';

const KINDS = ['person', 'company', 'government'];
/** So many places that are known of a customer are shown. */
const PAGE = 8;

/** A place that nobody knows, beginning with what was searched for in vain. */
export function begin(context, text) {
  const number = TELEPHONE.test(text.trim());
  const place = {
    customerId: crypto.randomUUID(),
    siteId: crypto.randomUUID(),
    customer: null,
    alike: [],
    sites: [],
    name: number ? '' : text.trim(),
    phone: number ? text.trim() : '',
    kind: 'person',
    site: '',
    where: '',
    ...address.empty(),
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
      onsubmit: event => {
        event.preventDefault();
        save(context, entry, done);
      },
    },
    h('h3', { key: 'title' }, t('place.new')),
    place.customer ? known(context, place, done) : customer(form, context, place),
    form.line('phone', t('place.phone'), { type: 'tel', autocomplete: 'off', maxlength: 30 }),
    !place.customer && list(place, each => take(context, place, each)),
    form.line('site', t('place.site'), { maxlength: 200, autocomplete: 'off', placeholder: place.customer?.name ?? place.name }),
    where.line(form, place.where),
    address.inputs(form),
    place.fault && h('p', { key: 'fault', class: 'fault', role: 'alert' }, problem(place.fault)),
    h('button', { key: 'save', id: 'place-save', class: 'primary', disabled: Boolean(place.busy) }, t('place.save')),
    h('button', { key: 'back', type: 'button', class: 'back', onclick: () => done(null) }, t('place.back')),
  );
}

function customer(form, context, place) {
  return [
    form.line('name', t('place.name'), { required: true, maxlength: 200, autocomplete: 'off', ref: node => setTimeout(() => node.focus()) }),
    form.choice('kind', t('place.kind'), KINDS, each => word('customer', each)),
  ];
}

/** Somebody who is known already; where he is known to be may be the place. */
async function take(context, place, customer) {
  Object.assign(place, { customer, sites: [] });
  names.keep('customers', customer);
  context.update();
  const { items } = await get('sites', { customerId: customer.id, limit: PAGE }).catch(() => ({ items: [] }));
  if (place.customer === customer) {
    place.sites = items;
    context.update();
  }
}

function known(context, place, done) {
  const again = () => {
    Object.assign(place, { customer: null, sites: [] });
    context.update();
  };
  return [
    h(
      'div',
      { key: 'known', class: 'noted', 'data-customer': place.customer.id, ref: () => setTimeout(() => document.getElementById('place-site')?.focus()) },
      described(place.customer),
      h('button', { key: 'again', type: 'button', class: 'again', onclick: again }, t('place.other')),
    ),
    place.sites.length > 0 && h('p', { key: 'sites-words', class: 'quiet' }, t('place.sites')),
    h(
      'ul',
      { key: 'sites', class: 'cards' },
      place.sites.map(each =>
        h('li', { key: each.id }, h('button', { type: 'button', class: 'card', 'data-site': each.id, onclick: () => done(each) }, h('strong', { class: 'what' }, each.name), h('span', { class: 'quiet' }, each.address?.line ?? ''))),
      ),
    ),
  ];
}

async function save(context, entry, done) {
  const { place, region } = entry;
  if (place.busy) {
    return;
  }
  Object.assign(place, { busy: true, fault: null });
  context.update();
  try {
    if (await settled(context, place)) {
      const site = await taken(place, region);
      context.tell(t('place.made', { site: site.name }));
      if (entry.place === place) {
        done(site);
      }
    } else {
      setTimeout(() => document.querySelector('.call .card[data-customer]')?.focus(), 40);
    }
  } catch (refusal) {
    place.fault = refusal;
    if (!document.getElementById('place-save')) {
      context.tell(problem(refusal));
    }
  } finally {
    place.busy = false;
    context.update();
  }
}

/** A customer who was made stays made, whatever becomes of his site. */
async function taken(place, regionId) {
  const position = where.read(place.where);
  if (place.where.trim() && !position) {
    throw new Refusal(0, { code: 'where-unclear' });
  }
  const phone = place.phone.trim() || null;
  place.customer ??= await made('customers', { id: place.customerId, name: place.name.trim(), kind: place.kind, phones: phone ? [phone] : [] });
  return made('sites', {
    id: place.siteId,
    customerId: place.customer.id,
    name: place.site.trim() || place.customer.name,
    contactPhone: phone ?? place.customer.phones?.[0] ?? null,
    address: address.read(place),
    lat: position?.lat ?? null,
    lon: position?.lon ?? null,
    regionId,
  });
}

/**
 * The row; if it was made before, and something else was entered since the answer to that was lost, as it is entered
 * now: nobody else knows of it yet.
 */
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
