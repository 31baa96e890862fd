// Which part of the world the map shows, in the projection of the usual tiles: Web Mercator, the world as a unit square.

export const TILE = 256;
const LEAST = 4;
const MOST = 18;
const EDGE = 36;

/** The middle in the unit square, and the zoom; null until something is known that could be shown. */
let view = null;
/** Of the canvas, half; read once a frame, since the page is asked for it. */
let half = { x: 0, y: 0 };

/** The size of what is drawn onto. */
export function fit(canvas) {
  half = { x: canvas.clientWidth / 2, y: canvas.clientHeight / 2 };
}

export function forget() {
  view = null;
}

export const known = () => view !== null;
export const zoomed = () => view.zoom;
export const middle = () => view;

function project({ lat, lon }) {
  const sine = Math.sin((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180);
  return { x: lon / 360 + 0.5, y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) };
}

/** The width of the world in pixels. */
export function size() {
  return TILE * 2 ** view.zoom;
}

/** Positions do not move, and a thousand are drawn sixty times a second. */
const projected = new WeakMap();

/** Where a position is on the canvas. */
export function screen(position) {
  let at = projected.get(position);
  if (!at) {
    projected.set(position, (at = project(position)));
  }
  const { x, y } = at;
  const wide = size();
  return [(x - view.x) * wide + half.x, (y - view.y) * wide + half.y];
}

/** The position [lon, lat] of a place on the canvas. */
export function place(left, top) {
  const x = view.x + (left - half.x) / size();
  const y = view.y + (top - half.y) / size();
  return [(x - 0.5) * 360, (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI];
}

/** Shows all of these, with some edge; Thailand if there are none. */
export function whole(positions) {
  const all = positions.map(project);
  if (!all.length) {
    view = { ...project({ lat: 13.75, lon: 100.5 }), zoom: 6 };
  } else {
    const [west, east] = [Math.min(...all.map(it => it.x)), Math.max(...all.map(it => it.x))];
    const [north, south] = [Math.min(...all.map(it => it.y)), Math.max(...all.map(it => it.y))];
    const room = Math.min(
      2 * (half.x - EDGE) / TILE / Math.max(east - west, 1e-6),
      2 * (half.y - EDGE) / TILE / Math.max(south - north, 1e-6),
    );
    view = { x: (west + east) / 2, y: (north + south) / 2, zoom: Math.max(LEAST, Math.min(15, Math.log2(Math.max(room, 1)))) };
  }
}

export function pan(x, y) {
  view.x += x / size();
  view.y += y / size();
}

export function zoom(by, x = half.x, y = half.y) {
  const before = size();
  const zoom = Math.max(LEAST, Math.min(MOST, view.zoom + by));
  const [dx, dy] = [x - half.x, y - half.y];
  view.x += dx / before;
  view.y += dy / before;
  view.zoom = zoom;
  view.x -= dx / size();
  view.y -= dy / size();
}
