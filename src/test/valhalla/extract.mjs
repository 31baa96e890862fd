// Writes roads as an OpenStreetMap extract (PBF, wiki.openstreetmap.org/wiki/PBF_Format) in its simplest form.

import { Buffer } from 'node:buffer';

function varint(number) {
  const bytes = [];
  for (let rest = BigInt(number); ; rest >>= 7n) {
    if (rest < 128n) {
      return Buffer.from([...bytes, Number(rest)]);
    }
    bytes.push(Number(rest & 127n) | 128);
  }
}

/** Signed numbers in zigzag, as the format has them. */
const signed = number => varint(number < 0 ? -2 * number - 1 : 2 * number);
const number = (field, value) => Buffer.concat([varint(field << 3), value]);
const bytes = (field, value) => Buffer.concat([varint((field << 3) | 2), varint(value.length), value]);
const packed = (field, values) => bytes(field, Buffer.concat(values));

function blob(type, content) {
  const body = bytes(1, content);
  const head = Buffer.concat([bytes(1, Buffer.from(type)), number(3, varint(body.length))]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(head.length);
  return Buffer.concat([size, head, body]);
}

/** Points at the same place are one crossing. Places are written in units of 100 nanodegrees. */
export function extract(roads) {
  const words = [''];
  const word = text => {
    const at = words.indexOf(text);
    return varint(at < 0 ? words.push(text) - 1 : at);
  };
  const units = degrees => Math.round(degrees * 1e7);
  const nodes = new Map();
  const node = ([lat, lon]) => {
    const key = `${units(lat)} ${units(lon)}`;
    if (!nodes.has(key)) {
      nodes.set(key, { id: nodes.size + 1, lat: units(lat), lon: units(lon) });
    }
    return nodes.get(key).id;
  };
  const ways = roads.map(({ tags, points }, at) => {
    const ids = points.map(node);
    return bytes(
      3,
      Buffer.concat([
        number(1, varint(at + 1)),
        packed(2, Object.keys(tags).map(word)),
        packed(3, Object.values(tags).map(word)),
        packed(8, ids.map((id, place) => signed(id - (ids[place - 1] ?? 0)))),
      ]),
    );
  });
  const written = [...nodes.values()].map(each =>
    bytes(1, Buffer.concat([number(1, signed(each.id)), number(8, signed(each.lat)), number(9, signed(each.lon))])),
  );
  const table = bytes(1, Buffer.concat(words.map(each => bytes(1, Buffer.from(each)))));
  return Buffer.concat([
    blob('OSMHeader', bytes(4, Buffer.from('OsmSchema-V0.6'))),
    blob('OSMData', Buffer.concat([table, bytes(2, Buffer.concat(written))])),
    blob('OSMData', Buffer.concat([table, bytes(2, Buffer.concat(ways))])),
  ]);
}
