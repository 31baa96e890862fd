// An invented town where Chiang Mai lies, as an OpenStreetMap extract: positions are [lat, lon], roads are lists of them.
// No map data of others is in it, so that it can be part of this project.

const NORTH = 0.0027; // 300 m
const EAST = 0.00285;

/** A square of streets so many crossings wide: enough of them that Valhalla takes it for more than a driveway. */
function streets(lat, lon, size, tags) {
  const at = (row, column) => [lat + row * NORTH, lon + column * EAST];
  const line = [...Array(size).keys()];
  return line.flatMap(each => [
    { tags, points: line.map(column => at(each, column)) },
    { tags, points: line.map(row => at(row, each)) },
  ]);
}

const CITY = [18.78, 98.98];
const VALLEY = [18.78, 99.1];
/** Farther away than Valhalla's limit of 400 km. */
const HAT_YAI = [7.0, 100.47];
const [top, east] = [CITY[0] + 9 * NORTH, CITY[1] + 9 * EAST];

export const roads = [
  ...streets(...CITY, 10, { highway: 'residential', maxspeed: '30' }),
  // Out of the city to the factory by a highway that is one way; back by a road twice as long.
  { tags: { highway: 'trunk', oneway: 'yes', maxspeed: '90' }, points: [[top, east], [top, east + 0.02], [top, east + 0.04]] },
  {
    tags: { highway: 'tertiary', oneway: 'yes', maxspeed: '40' },
    points: [[top, east + 0.04], [top + 0.02, east + 0.04], [top + 0.02, east], [top, east]],
  },
  // A valley whose bridge is gone: streets of its own, and no road to the city.
  ...streets(...VALLEY, 10, { highway: 'residential', maxspeed: '30' }),
  ...streets(...HAT_YAI, 10, { highway: 'residential', maxspeed: '30' }),
];
