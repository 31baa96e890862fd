// A map without any service: positions, names and routes drawn by ourselves, in the projection of the usual tiles, so
// that those of a server can lie below if the company has one.

import { paint } from './board-map-paint.js';
import * as view from './board-map-view.js';
import { t } from './i18n.js';
import { h } from './view.js';

/** A press so near to a visit means it. */
const REACH = 14;

/** So far a press goes before it moves the map: a finger trembles. */
const SLACK = { mouse: 4, finger: 10 };

/** The region that is looked at: as long as it stays, so does the part of it that is shown. */
let viewed = null;

/** @param pick where the pin is and what a press on the map does, while somebody is asked where a place is */
export function map(board, chosen, proposed, actions, pick) {
  return h(
    'section',
    { key: 'map', class: pick ? 'map picking' : 'map', 'aria-label': t('board.map') },
    h('canvas', {
      key: 'canvas',
      tabindex: '0',
      // What is operated by keys is no picture: whoever hears the page could press nothing on it.
      role: pick ? 'application' : 'img',
      'aria-label': pick ? t('board.map.pick') : t('board.map.about', { n: board.visits.filter(each => each.position).length }),
      ref: node => begin(node),
      'data-drawn': String(draw({ board, chosen, proposed, actions, pick })),
    }),
    h(
      'div',
      { key: 'zoom', class: 'zoom' },
      h('button', { type: 'button', 'aria-label': t('board.map.nearer'), onclick: () => zoom(1) }, '+'),
      h('button', { type: 'button', 'aria-label': t('board.map.farther'), onclick: () => zoom(-1) }, '−'),
      h('button', { type: 'button', 'aria-label': t('board.map.all'), onclick: () => whole() }, '◎'),
    ),
  );
}

let canvas = null;
let shown = null;
let planned = false;

function draw(next) {
  const before = shown?.pick?.position;
  shown = next;
  const key = `${next.board.region}`;
  if (viewed !== key) {
    viewed = key;
    view.forget();
  }
  const pin = next.pick?.position;
  if (pin && view.known() && !same(pin, before)) {
    reveal(pin);
  }
  later();
  return next.board.visits.length;
}

function later() {
  if (!planned) {
    planned = true;
    requestAnimationFrame(() => {
      planned = false;
      show();
    });
  }
}

function begin(node) {
  canvas = node;
  new ResizeObserver(later).observe(node);
  let grip = null;
  node.onfocus = later;
  node.onblur = later;
  node.onpointerdown = event => {
    // A second finger, or another button, means nothing that one press does.
    if (event.button !== 0 || !event.isPrimary) {
      grip = null;
      return;
    }
    grip = { x: event.offsetX, y: event.offsetY, moved: false };
    node.setPointerCapture(event.pointerId);
  };
  node.onpointermove = event => {
    if (!grip) {
      node.style.cursor = cursor(event);
      return;
    }
    const x = event.offsetX - grip.x;
    const y = event.offsetY - grip.y;
    if (grip.moved || Math.hypot(x, y) > SLACK[event.pointerType === 'touch' ? 'finger' : 'mouse']) {
      pan(-x, -y);
      grip = { x: event.offsetX, y: event.offsetY, moved: true };
    }
  };
  node.onpointerup = event => {
    const pressed = grip && !grip.moved;
    grip = null;
    if (pressed) {
      press(event.offsetX, event.offsetY);
    }
  };
  node.onpointercancel = () => {
    grip = null;
  };
  node.onwheel = event => {
    event.preventDefault();
    zoom(event.deltaY < 0 ? 0.5 : -0.5, event.offsetX, event.offsetY);
  };
  node.onkeydown = event => {
    const step = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] }[event.key];
    if (step) {
      event.preventDefault();
      pan(...step);
    } else if (event.key === '+' || event.key === '-') {
      zoom(event.key === '+' ? 1 : -1);
    } else if (event.key === 'Enter' && shown.pick) {
      press(node.clientWidth / 2, node.clientHeight / 2);
    }
  };
}

function cursor({ offsetX, offsetY }) {
  if (shown.pick) {
    return 'crosshair';
  }
  return nearest(offsetX, offsetY) ? 'pointer' : 'grab';
}

/** Says where a place is, if that is asked; else it means the visit that is there. */
function press(x, y) {
  if (shown.pick) {
    const [lon, lat] = view.place(x, y);
    shown.pick.at({ lat, lon });
    return;
  }
  const found = nearest(x, y);
  if (found) {
    shown.actions.choose(found.id);
  }
}

const same = (one, other) => one.lat === other?.lat && one.lon === other?.lon;

/** A pin that lies elsewhere is shown among what is there. */
function reveal(pin) {
  const [x, y] = view.screen(pin);
  if (x < 0 || y < 0 || x > canvas.clientWidth || y > canvas.clientHeight) {
    view.whole([...positions(), pin]);
  }
}

function show() {
  if (!canvas?.isConnected || !canvas.clientWidth) {
    return;
  }
  view.fit(canvas);
  if (!view.known()) {
    view.whole(positions());
  }
  paint(canvas, shown, later);
}

function positions() {
  const { board } = shown;
  return [...board.visits, ...board.technicians].map(each => each.position ?? each.home).filter(Boolean);
}

function whole() {
  view.whole(positions());
  later();
}

function pan(x, y) {
  view.pan(x, y);
  later();
}

function zoom(by, x, y) {
  view.zoom(by, x, y);
  later();
}

function nearest(x, y) {
  let best = null;
  let least = REACH;
  for (const each of shown.board.visits.filter(it => it.position)) {
    const [left, top] = view.screen(each.position);
    const far = Math.hypot(left - x, top - y);
    if (far < least) {
      least = far;
      best = each;
    }
  }
  return best;
}
