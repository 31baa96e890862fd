// Who might be the same as somebody who is being entered, so that no customer is taken up twice.

import { get } from './api.js';
import { telephone } from './format.js';
import { t } from './i18n.js';
import { h } from './view.js';

/** So many are shown. */
const MOST = 3;
const PAUSE = 250;
/** Enough digits to be a caller's number. */
export const TELEPHONE = /^[+(]?[\d\s().-]{7,}$/;
/** What one writes before a name and another leaves out. */
const TITLES = /^(คุณ|นางสาว|นาย|นาง|บริษัท|บจก\.?|บมจ\.?|หจก\.?|ห้างหุ้นส่วนจำกัด|ร้าน|khun|mrs?\.?|ms\.?)\s*/i;

let pause = 0;

/** Those who are alike, each to be taken instead. */
export function list(place, take) {
  const shown = place.alike.slice(0, MOST);
  return [
    shown.length > 0 && h('p', { key: 'alike-words', class: 'quiet' }, words(place)),
    h('ul', { key: 'alike', class: 'cards' }, shown.map(each => h('li', { key: each.id }, h('button', { type: 'button', class: 'card', 'data-customer': each.id, onclick: () => take(each) }, described(each))))),
  ];
}

const words = place => t(place.alike.length > MOST ? 'place.alike.more' : 'place.alike');

export function described(customer) {
  return [
    h('strong', { key: 'name', class: 'what' }, customer.name),
    h('span', { key: 'phones', class: 'quiet' }, (customer.phones ?? []).map(telephone).join(' · ')),
  ];
}

/** Looks for them once somebody pauses; where they cannot be read, nothing is said: it is only a help. */
export function look(context, place) {
  clearTimeout(pause);
  pause = setTimeout(() => settled(context, place).catch(() => {}), PAUSE);
}

/** Whether everybody who is like what stands there now has been shown; shows them if not. */
export async function settled(context, place) {
  const asked = `${place.name.trim()}\n${place.phone.trim()}`;
  if (place.customer || place.asked === asked) {
    return true;
  }
  const before = place.alike;
  const [name, phone] = asked.split('\n');
  const found = await Promise.all([TELEPHONE.test(phone) && customers({ phone }), longest(name) && customers({ q: longest(name) })]);
  if (asked !== `${place.name.trim()}\n${place.phone.trim()}`) {
    return settled(context, place);
  }
  place.asked = asked;
  place.alike = [...new Map(found.flatMap(them => them || []).map(it => [it.id, it])).values()].filter(each => each.id !== place.customerId);
  const news = place.alike.some(each => !before.some(it => it.id === each.id));
  if (news) {
    context.say(words(place));
  }
  context.update();
  return !news;
}

/** What a name is most likely found by. */
function longest(name) {
  const parts = name.replace(TITLES, '').split(/\s+/).filter(each => each.length > 1);
  return parts.reduce((most, each) => (each.length > most.length ? each : most), '');
}

const customers = async query => (await get('customers', { ...query, limit: MOST + 1 })).items;
