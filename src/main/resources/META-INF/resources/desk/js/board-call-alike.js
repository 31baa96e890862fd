// Who might be the same as somebody who is being entered, so that no customer is taken up twice.

import { get } from './api.js';
import { telephone } from './format.js';
import { t } from './i18n.js';
import * as names from './names.js';
import { h } from './view.js';

/** So many are shown. */
const MOST = 3;
const PAUSE = 250;
/** Enough digits to be a caller's number. */
export const TELEPHONE = /^[+(]?[\d\s().-]{7,}$/;

let pause = 0;

/** Those who are alike, each to be taken instead. */
export function list(context, place) {
  return [
    place.alike.length > 0 && h('p', { key: 'alike-words', class: 'quiet' }, t('place.alike')),
    h(
      'ul',
      { key: 'alike', class: 'cards' },
      place.alike.map(each =>
        h('li', { key: each.id }, h('button', { type: 'button', class: 'card', 'data-customer': each.id, onclick: () => take(context, place, each) }, described(each))),
      ),
    ),
  ];
}

function take(context, place, customer) {
  place.customer = customer;
  names.keep('customers', customer);
  context.update();
}

export function described(customer) {
  return [
    h('strong', { key: 'name', class: 'what' }, customer.name),
    h('span', { key: 'phones', class: 'quiet' }, (customer.phones ?? []).map(telephone).join(' · ')),
  ];
}

/** Looks for them once somebody pauses, by a part of the name and by the whole number. */
export function look(context, place) {
  clearTimeout(pause);
  const asked = `${place.name}\n${place.phone}`;
  if (place.customer || place.asked === asked) {
    return;
  }
  pause = setTimeout(async () => {
    place.asked = asked;
    const [name, phone] = [place.name.trim(), place.phone.trim()];
    const found = await Promise.all([TELEPHONE.test(phone) && customers({ phone }), name.length > 1 && customers({ q: name })]);
    if (place.asked === asked) {
      const each = new Map(found.flatMap(them => them || []).map(it => [it.id, it]));
      place.alike = [...each.values()].slice(0, MOST);
      context.update();
    }
  }, PAUSE);
}

/** None where they cannot be read: it is only a help. */
async function customers(query) {
  return (await get('customers', { ...query, limit: MOST }).catch(() => ({ items: [] }))).items;
}
