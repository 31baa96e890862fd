// The desk: who is signed in, which screen is shown, and keeping it up to date.

import * as api from './api.js';
import * as board from './board.js';
import * as conflicts from './conflicts.js';
import * as devices from './devices.js';
import { LANGUAGES, choose, count, language, problem, start, t } from './i18n.js';
import { follow } from './live.js';
import * as names from './names.js';
import { signIn } from './sign-in.js';
import { h, render } from './view.js';
import * as visits from './visits.js';

const SCREENS = { visits, board, conflicts, devices };
const ROLES = {
  visits: ['dispatcher', 'agent', 'clerk', 'storekeeper', 'manager', 'admin'],
  board: ['dispatcher', 'admin'],
  conflicts: ['dispatcher', 'manager', 'admin'],
  devices: ['dispatcher', 'manager', 'admin'],
};
/** Several changes within this time are one reload. */
const DEBOUNCE = 300;
/** How often to look again without a poke: some roles get none, and what was refused whole changes no row and pokes nobody. */
const TICK = 60_000;

const desk = { me: null, route: null, live: 'off', notice: null, fault: null, said: '' };
let unfollow = () => {};
let drawing = null;
let reloading = null;
let loading = false;
let again = false;

const context = {
  update,
  reload,
  may: (...roles) => roles.some(each => desk.me?.roles.includes(each)),
  /** What stands where a screen has nothing to show yet; why there is nothing is said above it, if it failed. */
  waiting: () => !desk.fault && h('p', { key: 'wait', class: 'empty' }, t('loading')),
  go: path => {
    location.hash = path;
  },
  /** Shows a sentence for a while, and says it to those who listen. */
  tell(text) {
    desk.notice = text;
    say(text);
    clearTimeout(desk.noticeEnd);
    desk.noticeEnd = setTimeout(() => {
      desk.notice = null;
      update();
    }, 6_000);
    update();
  },
  say,
};

function say(text) {
  document.getElementById('said').textContent = text;
}

function allowed(screen) {
  return ROLES[screen] && context.may(...ROLES[screen]);
}

function route() {
  const [screen, ...rest] = location.hash.replace(/^#\/?/, '').split('/').map(decoded);
  return SCREENS[screen] && (!desk.me || allowed(screen)) ? { screen, rest } : { screen: 'visits', rest: [] };
}

/** What sends links may cut them off within a letter. */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

/** Draws the page soon; many reasons to do so make one drawing. */
function update() {
  drawing ??= setTimeout(() => {
    drawing = null;
    draw();
  }, 20);
}

function draw() {
  render(document.getElementById('app'), desk.me ? page() : signIn(context, signedIn, languageSwitch));
}

function page() {
  const office = Object.keys(SCREENS).some(allowed);
  const behind = office && desk.route.screen === 'visits' && visits.covers(desk.route);
  return [
    h('a', { key: 'skip', class: 'skip', href: '#main', inert: behind, onclick: skip }, t('skip')),
    header(behind),
    office && navigation(behind),
    desk.notice && h('p', { key: 'notice', class: 'notice' }, desk.notice),
    h(
      'main',
      { key: 'main', id: 'main', tabindex: '-1' },
      desk.fault && fault(),
      office ? SCREENS[desk.route.screen].tree(context, desk.route) : h('p', { class: 'empty' }, t('not-office')),
    ),
  ];
}

function skip(event) {
  event.preventDefault();
  document.getElementById('main').focus();
}

function header(inert) {
  return h(
    'header',
    { key: 'header', class: 'top', inert },
    h('a', { class: 'brand', href: '#/visits' }, h('img', { src: 'icon.svg', alt: '', width: 28, height: 28 }), t('brand')),
    context.may('dispatcher', 'admin') &&
      h('span', { key: 'live', class: `live ${desk.live}` }, h('span', {}, t(desk.live === 'on' ? 'live.on' : 'live.off'))),
    h(
      'div',
      { key: 'me', class: 'me' },
      h('span', { class: 'name' }, desk.me.name),
      languageSwitch(),
      h('button', { key: 'out', type: 'button', class: 'out', onclick: signOut }, t('sign-out')),
    ),
  );
}

function languageSwitch() {
  const other = LANGUAGES.find(each => each !== language);
  return h(
    'button',
    {
      key: 'language',
      type: 'button',
      class: 'language',
      lang: other,
      onclick: () => {
        choose(other);
        draw();
      },
    },
    t('language.other'),
  );
}

function navigation(inert) {
  const open = conflicts.open();
  return h(
    'nav',
    { key: 'nav', 'aria-label': t('nav'), inert },
    Object.keys(SCREENS)
      .filter(allowed)
      .map(screen =>
        h(
          'a',
          { key: screen, href: `#/${screen}`, 'aria-current': desk.route.screen === screen ? 'page' : null },
          t(`nav.${screen}`),
          screen === 'conflicts' &&
            open > 0 &&
            h('span', { class: 'count' }, open, h('span', { class: 'unseen' }, ` ${t('nav.open')}`)),
        ),
      ),
  );
}

function fault() {
  return h(
    'div',
    { key: 'fault', class: 'fault', role: 'alert' },
    h('p', {}, problem(desk.fault), desk.fault.code === 'unreachable' && ` ${t('trying')}`),
    h('button', { type: 'button', onclick: () => load() }, t('try-again')),
  );
}

/** Reads the visible screen anew, soon; called at every poke. */
function reload() {
  reloading ??= setTimeout(() => {
    reloading = null;
    load();
  }, DEBOUNCE);
}

async function load() {
  if (!desk.me) {
    return;
  }
  if (loading) {
    again = true;
    return;
  }
  loading = true;
  const { me, route: current } = desk;
  try {
    const open = conflicts.open();
    await Promise.all([
      SCREENS[current.screen].load(context, current),
      current.screen !== 'conflicts' && allowed('conflicts') ? conflicts.load(context, { rest: [] }) : null,
    ]);
    desk.fault = null;
    if (conflicts.open() > open) {
      say(count('conflicts.open', conflicts.open()));
    }
  } catch (refusal) {
    if (!(refusal instanceof api.Refusal)) {
      console.error(refusal);
    }
    // What failed because somebody left is nothing that the next one should read.
    desk.fault = me === desk.me ? refusal : null;
  } finally {
    loading = false;
  }
  update();
  if (again || current !== desk.route) {
    again = false;
    load();
  }
}

async function signedIn() {
  const me = await api.get('users/me');
  names.knowPerson(me.id, me.name);
  desk.me = me;
  desk.route = route();
  // The visits read them too; a failure here only leaves ids where names could be.
  if (context.may(...names.READERS)) {
    names.loadTechnicians().then(update, () => {});
  }
  update();
  if (Object.keys(SCREENS).some(allowed)) {
    load();
  }
  if (context.may('dispatcher', 'admin')) {
    unfollow = follow(reload, state => {
      desk.live = state;
      update();
    });
  }
}

function signOut() {
  leave();
  api.signOut();
}

/** Forgets who was here and all that he saw. */
function leave() {
  unfollow();
  Object.values(SCREENS).forEach(each => each.reset());
  names.forget();
  Object.assign(desk, { me: null, live: 'off', notice: null, fault: null });
  say('');
  update();
}

api.onEnd(() => {
  leave();
  context.tell(t('problem.session-ended'));
});
names.onNames(update);
addEventListener('hashchange', () => {
  if (desk.me) {
    desk.route = route();
    update();
    load();
  }
});
setInterval(() => desk.me && document.visibilityState === 'visible' && reload(), TICK);
addEventListener('visibilitychange', () => desk.me && document.visibilityState === 'visible' && reload());

await start();
if (api.signedIn()) {
  await signedIn().catch(refusal => {
    if (refusal.code !== 'session-ended') {
      context.tell(problem(refusal));
    }
  });
}
draw();
