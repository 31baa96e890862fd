// The first screen.

import * as api from './api.js';
import { problem, t } from './i18n.js';
import { h } from './view.js';

let fault = null;
let busy = false;

/** The form; `then` goes on once somebody is signed in. */
export function signIn(context, then, languageSwitch) {
  return h(
    'main',
    { key: 'sign-in', class: 'sign-in' },
    h('div', { class: 'language-place' }, languageSwitch()),
    h('img', { src: 'icon.svg', alt: '', width: 56, height: 56 }),
    h('h1', {}, t('title')),
    h('p', {}, t('sign-in.about')),
    h(
      'form',
      { onsubmit: event => submit(event, context, then) },
      h('label', { for: 'username' }, t('sign-in.username')),
      h('input', {
        id: 'username',
        name: 'username',
        autocomplete: 'username',
        autocapitalize: 'none',
        spellcheck: 'false',
        required: true,
        maxlength: 100,
      }),
      h('label', { for: 'password' }, t('sign-in.password')),
      h('input', { id: 'password', name: 'password', type: 'password', autocomplete: 'current-password', required: true }),
      fault && h('p', { key: 'fault', class: 'fault', role: 'alert' }, fault),
      h('button', { key: 'go', class: 'primary', disabled: busy }, t('sign-in')),
    ),
  );
}

async function submit(event, context, then) {
  event.preventDefault();
  if (busy) {
    return;
  }
  const form = event.target;
  busy = true;
  fault = null;
  context.update();
  try {
    await api.signIn(form.username.value.trim(), form.password.value);
    await then();
  } catch (refusal) {
    fault = problem(refusal);
    form.password.select();
  } finally {
    busy = false;
    context.update();
  }
}
