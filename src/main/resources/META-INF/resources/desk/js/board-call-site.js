// Where a caller wants somebody to come: a site found by its name, its customer's or his number, those of the region first.

import { get } from './api.js';
import { TELEPHONE } from './board-call-alike.js';
import { marking } from './board-call-mark.js';
import * as place from './board-call-place.js';
import { telephone } from './format.js';
import { count, problem, t } from './i18n.js';
import * as names from './names.js';
import { h } from './view.js';

const PAGE = 8;
/** Whoever types is not answered before he pauses. */
const PAUSE = 250;

/** What was searched for last, what was found of it, and the lists that go on: `{ text, sites, left, fault }`. */
let found = null;
/** The last search, unless more was typed since: the answer to any other comes too late. */
let asked = null;
let pause = 0;

export function reset() {
  found = null;
  asked = null;
  clearTimeout(pause);
}

/** The site that is chosen, or a field to search for it; `entry` holds `{ region, text, site }`. */
export function tree(context, entry) {
  return entry.site ? chosen(context, entry) : search(context, entry);
}

function chosen(context, entry) {
  const again = () => {
    Object.assign(entry, { site: null, mark: null });
    // What is known of it now may be more than what was found.
    found = null;
    context.update();
    setTimeout(() => document.getElementById('call-site')?.focus());
  };
  return h(
    'div',
    { key: 'chosen', class: 'noted', 'data-site': entry.site.id },
    described(entry.site, entry.region),
    marking(context, entry),
    h('button', { key: 'again', type: 'button', class: 'again', onclick: again }, t('call.other')),
  );
}

function described(site, region) {
  return [
    h('strong', { key: 'site', class: 'what' }, site.name),
    h('span', { key: 'customer', class: 'where' }, names.name('customers', site.customerId)),
    site.address?.line && h('span', { key: 'address', class: 'quiet' }, site.address.line),
    site.regionId !== region && h('span', { key: 'region', class: 'warn' }, site.regionId ? t('call.elsewhere', { region: names.name('regions', site.regionId) }) : t('call.nowhere')),
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
        h('li', { key: each.id }, h('button', { type: 'button', class: 'card', 'data-site': each.id, onclick: () => choose(context, entry, each) }, described(each, entry.region))),
      ),
    ),
    sites.length > 0 && found.left.length > 0 && found.text === entry.text && h('button', { key: 'more', type: 'button', class: 'more', onclick: () => more(context) }, t('call.more')),
    found?.text && (found.fault || !sites.length) && h('p', { key: 'none', class: 'quiet' }, outcome(found)),
    h('button', { key: 'place', id: 'place-new', type: 'button', onclick: () => unknown(context, entry) }, t('place.new')),
  ];
}

/** Nobody knows this place: it is taken up. */
function unknown(context, entry) {
  entry.place = place.begin(context, entry.text);
  context.update();
}

/** The first of what is found; of what was typed a moment ago, without waiting for a pause. */
async function enter(context, entry) {
  if (found?.text !== entry.text || found.fault) {
    await look(context, entry);
  }
  if (found?.text === entry.text && found.sites.length && !entry.site) {
    choose(context, entry, found.sites[0]);
  }
}

function choose(context, entry, site) {
  entry.site = site;
  context.update();
  setTimeout(() => document.getElementById('call-what')?.focus());
}

function typed(context, entry, text) {
  entry.text = text;
  asked = null;
  context.update();
  clearTimeout(pause);
  pause = setTimeout(() => look(context, entry), PAUSE);
}

/** By a part of the site's or the customer's name, or by the whole number that somebody calls from. */
async function look(context, entry) {
  clearTimeout(pause);
  const { text, region } = entry;
  const next = { text, sites: [], left: text.trim() ? [{ q: text, regionId: region }, { q: text }] : [] };
  await ask(context, next, async () => {
    await readOn(next);
    if (!next.sites.length && TELEPHONE.test(text.trim())) {
      const { items } = await get('customers', { phone: text, limit: PAGE });
      next.left = items.map(each => ({ customerId: each.id }));
      await readOn(next);
    }
  });
}

async function more(context) {
  const { text, sites, left } = found;
  const next = { text, sites: [...sites], left: [...left] };
  await ask(context, next, () => readOn(next));
  if (found === next) {
    setTimeout(() => document.querySelector(`#call-sites li:nth-child(${sites.length + 1}) button`)?.focus(), 40);
  }
}

/** Shows what was read, unless something else was asked for since. */
async function ask(context, next, read) {
  asked = next;
  try {
    await read();
  } catch (refusal) {
    next.fault = refusal;
  }
  if (asked === next) {
    found = next;
    context.say(outcome(found));
    context.update();
  }
}

/** A page more of the sites, from the lists that are left. */
async function readOn(next) {
  const wanted = next.sites.length + PAGE;
  while (next.left.length && next.sites.length < wanted) {
    const [list, ...others] = next.left;
    const { items, next: after } = await get('sites', { ...list, limit: PAGE });
    next.sites.push(...items.filter(each => !next.sites.some(it => it.id === each.id)));
    next.left = after ? [{ ...list, after }, ...others] : others;
  }
}

function outcome({ text, sites, fault }) {
  if (fault) {
    return problem(fault);
  }
  return sites.length ? count('call.found', sites.length) : text.trim() && t('call.no-site');
}
