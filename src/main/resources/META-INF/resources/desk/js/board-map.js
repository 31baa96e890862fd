// A map without any service: positions, names and routes drawn by ourselves, in the projection of the usual tiles, so
// that those of a server can lie below if the company has one.

import { t } from './i18n.js';
import { h } from './view.js';

const TILE = 256;
const LEAST = 4;
const MOST = 18;
const EDGE = 36;
const REACH = 14;

/** What is looked at: the middle in the unit square of the world, and the zoom. Kept while the region stays. */
let view = null;
let viewed = null;
const tiles = new Map();

export function map(board, chosen, proposed, actions) {
  return h(
    'section',
    { key: 'map', class: 'map', 'aria-label': t('board.map') },
    h('canvas', {
      key: 'canvas',
      tabindex: '0',
      role: 'img',
      'aria-label': t('board.map.about', { n: board.visits.filter(each => each.position).length }),
      ref: node => begin(node),
      'data-drawn': String(draw({ board, chosen, proposed, actions })),
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
  shown = next;
  const key = `${next.board.region}`;
  if (viewed !== key) {
    viewed = key;
    view = null;
  }
  later();
  return next.board.visits.length;
}

function later() {
  if (!planned) {
    planned = true;
    requestAnimationFrame(() => {
      planned = false;
      paint();
    });
  }
}

function begin(node) {
  canvas = node;
  new ResizeObserver(later).observe(node);
  let grip = null;
  node.onpointerdown = event => {
    grip = { x: event.offsetX, y: event.offsetY, moved: false };
    node.setPointerCapture(event.pointerId);
  };
  node.onpointermove = event => {
    if (!grip) {
      node.style.cursor = nearest(event.offsetX, event.offsetY) ? 'pointer' : 'grab';
      return;
    }
    const x = event.offsetX - grip.x;
    const y = event.offsetY - grip.y;
    if (grip.moved || Math.hypot(x, y) > 4) {
      pan(-x, -y);
      grip = { x: event.offsetX, y: event.offsetY, moved: true };
    }
  };
  node.onpointerup = event => {
    const found = grip && !grip.moved && nearest(event.offsetX, event.offsetY);
    grip = null;
    if (found) {
      shown.actions.choose(found.id);
    }
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
    }
  };
}

/** Web Mercator: the world as a unit square. */
function project({ lat, lon }) {
  const sine = Math.sin((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180);
  return { x: lon / 360 + 0.5, y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) };
}

function size() {
  return TILE * 2 ** view.zoom;
}

function screen(position) {
  const { x, y } = project(position);
  return [(x - view.x) * size() + canvas.clientWidth / 2, (y - view.y) * size() + canvas.clientHeight / 2];
}

function places() {
  const { board } = shown;
  return [...board.visits, ...board.technicians].map(each => each.position ?? each.home).filter(Boolean).map(project);
}

/** Everything, with some edge. */
function whole() {
  const all = places();
  if (!all.length) {
    view = { ...project({ lat: 13.75, lon: 100.5 }), zoom: 6 };
  } else {
    const [west, east] = [Math.min(...all.map(it => it.x)), Math.max(...all.map(it => it.x))];
    const [north, south] = [Math.min(...all.map(it => it.y)), Math.max(...all.map(it => it.y))];
    const room = Math.min(
      (canvas.clientWidth - 2 * EDGE) / TILE / Math.max(east - west, 1e-6),
      (canvas.clientHeight - 2 * EDGE) / TILE / Math.max(south - north, 1e-6),
    );
    view = { x: (west + east) / 2, y: (north + south) / 2, zoom: Math.max(LEAST, Math.min(15, Math.log2(Math.max(room, 1)))) };
  }
  later();
}

function pan(x, y) {
  view.x += x / size();
  view.y += y / size();
  later();
}

function zoom(by, x = canvas.clientWidth / 2, y = canvas.clientHeight / 2) {
  const before = size();
  const zoom = Math.max(LEAST, Math.min(MOST, view.zoom + by));
  const [dx, dy] = [x - canvas.clientWidth / 2, y - canvas.clientHeight / 2];
  view.x += dx / before;
  view.y += dy / before;
  view.zoom = zoom;
  view.x -= dx / size();
  view.y -= dy / size();
  later();
}

function nearest(x, y) {
  let best = null;
  let least = REACH;
  for (const each of shown.board.visits.filter(it => it.position)) {
    const [left, top] = screen(each.position);
    const far = Math.hypot(left - x, top - y);
    if (far < least) {
      least = far;
      best = each;
    }
  }
  return best;
}

function paint() {
  if (!canvas?.isConnected || !canvas.clientWidth) {
    return;
  }
  const ratio = devicePixelRatio || 1;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  if (!view) {
    whole();
  }
  const style = getComputedStyle(canvas);
  const colour = name => style.getPropertyValue(`--${name}`).trim();
  const pen = canvas.getContext('2d');
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.fillStyle = colour('plain-ground');
  pen.fillRect(0, 0, width, height);
  pen.font = `12px ${style.fontFamily}`;
  const { board } = shown;
  if (board.tiles) {
    background(pen, width, height, board.tiles);
  } else {
    grid(pen, width, height, colour);
  }
  districts(pen, board, colour);
  board.technicians.forEach(each => route(pen, each, board.of(each.id), []));
  if (shown.proposed) {
    const hands = proposedHands(board);
    board.technicians.forEach(each => route(pen, each, hands.get(each.id) ?? [], [6, 5]));
  }
  board.visits.filter(each => each.position).forEach(each => visit(pen, each, colour));
}

/** Whose visits they would be, in the order of the plan. */
function proposedHands(board) {
  const slots = board.visits.map(each => ({
    visit: each,
    ...(shown.proposed.get(each.id) ?? { technicianId: each.technicianId, start: each.start }),
  }));
  slots.sort((one, other) => new Date(one.start) - new Date(other.start));
  const hands = new Map();
  for (const { visit, technicianId } of slots) {
    hands.set(technicianId, [...(hands.get(technicianId) ?? []), visit]);
  }
  return hands;
}

/** Degrees, since there is no road to see. */
function grid(pen, width, height, colour) {
  const step = [5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005].find(each => (each / 360) * size() < 160) ?? 0.002;
  const [west, north] = place(0, 0);
  const [east, south] = place(width, height);
  pen.strokeStyle = colour('line');
  pen.fillStyle = colour('quiet');
  pen.lineWidth = 1;
  pen.beginPath();
  for (let lon = Math.ceil(west / step) * step; lon <= east; lon += step) {
    const [x] = screen({ lat: south, lon });
    pen.moveTo(x, 0);
    pen.lineTo(x, height);
    pen.fillText(`${lon.toFixed(2)}°`, x + 3, height - 5);
  }
  for (let lat = Math.ceil(south / step) * step; lat <= north; lat += step) {
    const [, y] = screen({ lat, lon: west });
    pen.moveTo(0, y);
    pen.lineTo(width, y);
    pen.fillText(`${lat.toFixed(2)}°`, 4, y - 4);
  }
  pen.stroke();
}

function place(left, top) {
  const x = view.x + (left - canvas.clientWidth / 2) / size();
  const y = view.y + (top - canvas.clientHeight / 2) / size();
  return [(x - 0.5) * 360, (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI];
}

/** Each district's name in the middle of its visits. */
function districts(pen, board, colour) {
  pen.fillStyle = colour('quiet');
  pen.textAlign = 'center';
  const taken = [];
  for (const [name, visits] of Map.groupBy(board.visits.filter(each => each.position && each.district), each => each.district)) {
    const middle = axis => visits.reduce((sum, each) => sum + each.position[axis], 0) / visits.length;
    const [x, y] = screen({ lat: middle('lat'), lon: middle('lon') });
    const half = pen.measureText(name).width / 2 + 4;
    // Names that would lie over another are left out until somebody zooms in.
    if (!taken.some(each => Math.abs(each.x - x) < each.half + half && Math.abs(each.y - y) < 18)) {
      pen.fillText(name, x, y - 16);
      taken.push({ x, y, half });
    }
  }
  pen.textAlign = 'start';
}

function background(pen, width, height, template) {
  const level = Math.round(view.zoom);
  const edge = size() / 2 ** level;
  const [left, top] = [view.x * size() - width / 2, view.y * size() - height / 2];
  for (let x = Math.floor(left / edge); x * edge < left + width; x++) {
    for (let y = Math.max(0, Math.floor(top / edge)); y * edge < top + height && y < 2 ** level; y++) {
      const url = template.replace('{z}', level).replace('{x}', ((x % 2 ** level) + 2 ** level) % 2 ** level).replace('{y}', y);
      const image = tile(url);
      if (image.complete && image.naturalWidth) {
        pen.drawImage(image, x * edge - left, y * edge - top, edge, edge);
      }
    }
  }
}

function tile(url) {
  if (!tiles.has(url)) {
    const image = new Image();
    image.onload = later;
    image.src = url;
    tiles.set(url, image);
    if (tiles.size > 300) {
      tiles.delete(tiles.keys().next().value);
    }
  }
  return tiles.get(url);
}

function route(pen, technician, visits, dash) {
  const stops = [technician.home, ...visits.map(each => each.position)].filter(Boolean).map(screen);
  pen.strokeStyle = technician.colour;
  pen.lineWidth = 2;
  pen.setLineDash(dash);
  pen.beginPath();
  stops.forEach(([x, y], at) => (at ? pen.lineTo(x, y) : pen.moveTo(x, y)));
  pen.stroke();
  pen.setLineDash([]);
  if (technician.home && !dash.length) {
    const [x, y] = screen(technician.home);
    pen.fillStyle = technician.colour;
    pen.fillRect(x - 5, y - 5, 10, 10);
  }
}

function visit(pen, each, colour) {
  const [x, y] = screen(each.position);
  const chosen = each.id === shown.chosen;
  pen.beginPath();
  pen.arc(x, y, chosen ? 9 : 6, 0, 2 * Math.PI);
  pen.fillStyle = each.technicianId ? (shown.board.technician(each.technicianId)?.colour ?? colour('edge')) : colour('paper');
  pen.fill();
  pen.lineWidth = chosen || each.dangers.length ? 3 : 1.5;
  pen.strokeStyle = each.dangers.length ? colour('bad') : colour('ink');
  pen.stroke();
}
