// Where a caller wants somebody to come: a site of the region, found by its name, its customer's or his number.

import { all, get } from './api.js';
import { telephone } from './format.js';
import { count, problem, t } from './i18n.js';
import * as names from './names.js';
import { h } from './view.js';

const MOST_SITES = 8;
/** Whoever types is not answered before he pauses. */
const PAUSE = 250;
/** Enough digits to be a caller's number. */
const TELEPHONE = /^[+(]?[\d\s().-]{7,}$/;

/** What was searched for last and found: `{ text, sites, more, fault }`. */
let found = null;
/** The last search: the answer to any other comes too late. */
let asked = null;
let pause = 0;

export function reset() {
  found = null;
  asked = null;
  clearTimeout(pause);
}

/** The site that is chosen, or a field to search for it; `entry` holds `{ region, text, enter, site }`. */
export function tree(context, entry) {
  return entry.site ? chosen(context, entry) : search(context, entry);
}

function chosen(context, entry) {
  const again = () => {
    entry.site = null;
    context.update();
    setTimeout(() => document.getElementById('call-site')?.focus());
  };
  return h(
    'div',
    { key: 'chosen', class: 'away', 'data-site': entry.site.id },
    described(entry.site),
    h('button', { key: 'again', type: 'button', class: 'again', onclick: again }, t('call.other')),
  );
}

function described(site) {
  return [
    h('strong', { key: 'site', class: 'what' }, site.name),
    h('span', { key: 'customer', class: 'where' }, names.name('customers', site.customerId)),
    site.address?.line && h('span', { key: 'address', class: 'quiet' }, site.address.line),
    site.contactPhone && h('span', { key: 'phone', class: 'quiet' }, [site.contactName, telephone(site.contactPhone)].filter(Boolean).join(' · ')),
  ];
}

function search(context, entry) {
  const sites = found?.sites ?? [];
  return [
    h('label', { key: 'site-label', for: 'call-site' }, t('call.where')),
    h('input', {
      key: 'site',
      id: 'call-site',
      type: 'search',
      autocomplete: 'off',
      value: entry.text,
      'aria-controls': 'call-sites',
      oninput: event => typed(context, entry, event.target.value),
      onkeydown: event => {
        if (event.key === 'Enter') {
          event.preventDefault();
          enter(context, entry);
        } else if (event.key === 'Escape' && entry.text) {
          // It empties the field, and nothing else.
          event.stopPropagation();
        }
      },
    }),
    h(
      'ul',
      { key: 'sites', id: 'call-sites', class: 'cards' },
      sites.map(each =>
        h('li', { key: each.id }, h('button', { type: 'button', class: 'card', 'data-site': each.id, onclick: () => choose(context, entry, each) }, described(each))),
      ),
    ),
    found?.more && h('p', { key: 'more', class: 'quiet' }, t('call.more')),
    found?.text && !sites.length && h('p', { key: 'none', class: 'quiet' }, found.fault ? problem(found.fault) : t('call.no-site')),
  ];
}

/** The first of what was found; of what was typed a moment ago, as soon as it is found. */
function enter(context, entry) {
  if (found?.text !== entry.text) {
    entry.enter = entry.text;
  } else if (found.sites.length) {
    choose(context, entry, found.sites[0]);
  }
}

function choose(context, entry, site) {
  entry.site = site;
  entry.enter = null;
  context.update();
  setTimeout(() => document.getElementById('call-what')?.focus());
}

function typed(context, entry, text) {
  entry.text = text;
  context.update();
  clearTimeout(pause);
  pause = setTimeout(() => look(context, entry, text), PAUSE);
}

/** By a part of the site's or the customer's name, or by the whole number that somebody calls from. */
async function look(context, entry, text) {
  const mine = Symbol(text);
  asked = mine;
  const next = { text, sites: [] };
  try {
    if (text.trim()) {
      const { items, next: more } = await get('sites', { q: text, regionId: entry.region, limit: MOST_SITES });
      next.more = Boolean(more);
      next.sites = items.length || !TELEPHONE.test(text.trim()) ? items : await ofCaller(text, entry.region);
    }
  } catch (refusal) {
    next.fault = refusal;
  }
  if (asked === mine && entry.text === text) {
    found = next;
    context.say(outcome());
    if (entry.enter === text && next.sites.length) {
      choose(context, entry, next.sites[0]);
    }
    context.update();
  }
}

function outcome() {
  if (found.fault) {
    return problem(found.fault);
  }
  return found.sites.length ? count('call.found', found.sites.length) : found.text.trim() && t('call.no-site');
}

async function ofCaller(phone, regionId) {
  const { items } = await get('customers', { phone, limit: MOST_SITES });
  const sites = await Promise.all(items.map(each => all('sites', { customerId: each.id, regionId })));
  return sites.flat().slice(0, MOST_SITES);
}
