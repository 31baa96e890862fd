// Draws a day onto the map: ground, districts, routes, homes and visits.

import { TILE, middle, place, screen, size, zoomed } from './board-map-view.js';

/** So far outside of the canvas a circle is still seen. */
const EDGE = 14;

const tiles = new Map();

/** Draws all of it; `again` is called when more could be drawn. */
export function paint(canvas, { board, chosen, proposed, pick }, again) {
  const ratio = devicePixelRatio || 1;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  const style = getComputedStyle(canvas);
  const colours = new Map();
  const colour = name => {
    if (!colours.has(name)) {
      colours.set(name, style.getPropertyValue(`--${name}`).trim());
    }
    return colours.get(name);
  };
  const pen = canvas.getContext('2d');
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.fillStyle = colour('plain-ground');
  pen.fillRect(0, 0, width, height);
  pen.font = `12px ${style.fontFamily}`;
  if (board.tiles) {
    background(pen, width, height, board.tiles, again);
  } else {
    grid(pen, width, height, colour);
  }
  routes(pen, board.technicians, each => board.of(each.id), []);
  if (proposed) {
    const hands = proposedHands(board, proposed);
    routes(pen, board.technicians, each => hands.get(each.id) ?? [], [6, 5]);
  }
  homes(pen, board.technicians);
  visits(pen, board, chosen, colour, width, height);
  districts(pen, board, colour);
  if (pick) {
    pin(pen, pick.position, width, height, canvas.matches(':focus-visible'));
  }
}

/** Where the place is; for those who press by keys, what Enter would press on. */
function pin(pen, position, width, height, byKeys) {
  // Seen on the tiles of any server, too, whatever the page's colours are.
  pen.strokeStyle = '#17252a';
  pen.lineWidth = 2;
  if (byKeys) {
    pen.strokeRect(width / 2 - 8, height / 2 - 8, 16, 16);
  }
  if (position) {
    const [x, y] = screen(position);
    pen.fillStyle = '#d6262f';
    pen.beginPath();
    pen.arc(x, y - 16, 9, Math.PI * 0.85, Math.PI * 0.15);
    pen.lineTo(x, y);
    pen.closePath();
    pen.fill();
    pen.stroke();
  }
}

/** Whose visits they would be, in the order of the plan. */
function proposedHands(board, proposed) {
  const slots = board.visits.map(each => ({
    visit: each,
    ...(proposed.get(each.id) ?? { technicianId: each.technicianId, start: each.start }),
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

/** Each district's name in the middle of its visits. */
function districts(pen, board, colour) {
  pen.fillStyle = colour('ink');
  pen.strokeStyle = colour('plain-ground');
  pen.lineWidth = 4;
  pen.lineJoin = 'round';
  pen.textAlign = 'center';
  const taken = [];
  for (const { name, middle } of board.districts) {
    const [x, y] = screen(middle);
    const half = pen.measureText(name).width / 2 + 4;
    // Names that would lie over another are left out until somebody zooms in.
    if (!taken.some(each => Math.abs(each.x - x) < each.half + half && Math.abs(each.y - y) < 18)) {
      // A rim of the ground's colour keeps it readable above routes and visits.
      pen.strokeText(name, x, y - 16);
      pen.fillText(name, x, y - 16);
      taken.push({ x, y, half });
    }
  }
  pen.textAlign = 'start';
}

function background(pen, width, height, template, again) {
  const level = Math.round(zoomed());
  const edge = size() / 2 ** level;
  const [left, top] = [middle().x * size() - width / 2, middle().y * size() - height / 2];
  for (let x = Math.floor(left / edge); x * edge < left + width; x++) {
    for (let y = Math.max(0, Math.floor(top / edge)); y * edge < top + height && y < 2 ** level; y++) {
      const url = template.replace('{z}', level).replace('{x}', ((x % 2 ** level) + 2 ** level) % 2 ** level).replace('{y}', y);
      const image = tile(url, again);
      if (image.complete && image.naturalWidth) {
        pen.drawImage(image, x * edge - left, y * edge - top, edge, edge);
      }
    }
  }
}

function tile(url, again) {
  if (!tiles.has(url)) {
    const image = new Image();
    image.onload = again;
    image.src = url;
    tiles.set(url, image);
    if (tiles.size > 300) {
      tiles.delete(tiles.keys().next().value);
    }
  }
  return tiles.get(url);
}

/** Strokes of one colour are one stroke: that, and not their number, is what drawing costs. */
function routes(pen, technicians, visits, dash) {
  pen.lineWidth = 2;
  pen.setLineDash(dash);
  for (const [colour, same] of Map.groupBy(technicians, each => each.colour)) {
    pen.strokeStyle = colour;
    pen.beginPath();
    for (const technician of same) {
      const stops = [technician.home, ...visits(technician).map(each => each.position)].filter(Boolean).map(screen);
      stops.forEach(([x, y], at) => (at ? pen.lineTo(x, y) : pen.moveTo(x, y)));
    }
    pen.stroke();
  }
  pen.setLineDash([]);
}

function homes(pen, technicians) {
  for (const each of technicians.filter(it => it.home)) {
    const [x, y] = screen(each.home);
    pen.fillStyle = each.colour;
    pen.fillRect(x - 5, y - 5, 10, 10);
  }
}

/** What is endangered is drawn above the rest, and what is chosen above all. */
function visits(pen, board, chosen, colour, width, height) {
  const seen = board.visits
    .filter(each => each.position)
    .map(each => ({ each, at: screen(each.position) }))
    .filter(({ at: [x, y] }) => x > -EDGE && y > -EDGE && x < width + EDGE && y < height + EDGE);
  const rank = each => (each.id === chosen ? 2 : each.dangers.length ? 1 : 0);
  const ground = each => (each.technicianId ? (board.technician(each.technicianId)?.colour ?? colour('edge')) : colour('paper'));
  seen.sort((one, other) => rank(one.each) - rank(other.each));
  for (const { each, at: [x, y] } of seen) {
    const radius = rank(each) === 2 ? 9 : 6;
    const image = dot(radius, ground(each), colour(each.dangers.length ? 'bad' : 'ink'), rank(each) ? 3 : 1.5);
    const half = radius + 3;
    pen.drawImage(image, x - half, y - half, 2 * half, 2 * half);
  }
}

/** Circles look alike, and a picture of one is placed much faster than one is drawn. */
const dots = new Map();

function dot(radius, ground, edge, width) {
  const ratio = devicePixelRatio || 1;
  const key = [radius, ground, edge, width, ratio].join();
  let image = dots.get(key);
  if (!image) {
    image = document.createElement('canvas');
    image.width = image.height = Math.ceil(2 * (radius + 3) * ratio);
    const pen = image.getContext('2d');
    pen.scale(ratio, ratio);
    pen.arc(radius + 3, radius + 3, radius, 0, 2 * Math.PI);
    pen.fillStyle = ground;
    pen.fill();
    pen.lineWidth = width;
    pen.strokeStyle = edge;
    pen.stroke();
    dots.set(key, image);
  }
  return image;
}
