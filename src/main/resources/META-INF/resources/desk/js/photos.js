// Photos and files of a visit. The object store shows them by short-lived addresses, which the API gives to whoever
// may see the visit; an image cannot send a bearer token.

import { get } from './api.js';
import { moment } from './format.js';
import { problem, t, word } from './i18n.js';
import { h } from './view.js';

/** Shorter than the addresses' life. */
const FRESH = 5 * 60_000;
/** Browsers show these; the others are only offered for download. */
const SHOWN = /^image\/(jpeg|png|webp)$/;

const addresses = new Map();
let opened = null;

export function reset() {
  addresses.clear();
  opened = null;
}

function address(context, id, which) {
  const key = `${id}/${which}`;
  const known = addresses.get(key);
  if (!known || known.at + FRESH < Date.now()) {
    addresses.set(key, { ...known, at: Date.now() });
    get(`attachments/${key}`)
      .then(answer => ({ url: answer.url }))
      .catch(fault => ({ fault }))
      .then(found => {
        addresses.set(key, { ...found, at: Date.now() });
        context.update();
      });
  }
  return addresses.get(key);
}

export function photos(context, items) {
  if (!items.length) {
    return null;
  }
  return [
    h('ul', { key: 'photos', class: 'photos' }, items.map(each => h('li', { key: each.id }, figure(context, each)))),
    opened && items.some(each => each.id === opened.id) && viewer(context, opened),
  ];
}

function figure(context, it) {
  const here = it.state === 'verified' || it.state === 'stored';
  const image = it.kind === 'photo' || it.kind === 'signature';
  const label = it.caption || word('attachment', it.kind);
  return h(
    'figure',
    {},
    here
      ? h(
          'button',
          {
            key: 'open',
            type: 'button',
            class: 'thumbnail',
            'aria-label': t('photo.open', { label }),
            onclick: () => {
              opened = it;
              context.update();
            },
          },
          image ? thumbnail(context, it, label) : word('attachment', it.kind),
        )
      : h('div', { key: 'absent', class: 'thumbnail absent' }, t(it.state === 'quarantined' ? 'photo.quarantined' : 'photo.awaiting')),
    h('figcaption', {}, label, it.takenAt && h('span', { class: 'quiet' }, ` ${moment(it.takenAt)}`)),
  );
}

function thumbnail(context, it, label) {
  const { url, fault } = address(context, it.id, 'thumbnail');
  if (fault) {
    return fault.code === 'no-thumbnail' ? t('photo.no-thumbnail') : problem(fault);
  }
  return url ? h('img', { src: url, alt: label, loading: 'lazy' }) : '…';
}

function viewer(context, it) {
  const { url, fault } = address(context, it.id, 'content');
  const label = it.caption || word('attachment', it.kind);
  return h(
    'dialog',
    {
      key: 'viewer',
      class: 'viewer',
      'aria-label': label,
      ref: node => setTimeout(() => node.showModal()),
      onclose: () => {
        opened = null;
        context.update();
      },
      // Escape is the dialog's here, not the panel's.
      onkeydown: event => event.stopPropagation(),
    },
    h('button', { key: 'close', type: 'button', onclick: event => event.target.closest('dialog').close() }, t('close')),
    fault && h('p', { class: 'fault' }, problem(fault)),
    url && SHOWN.test(it.contentType) && h('img', { key: 'image', src: url, alt: label }),
    h('p', {}, label, it.takenAt && ` · ${moment(it.takenAt)}`),
    url && h('p', {}, h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, t('photo.file'))),
  );
}
