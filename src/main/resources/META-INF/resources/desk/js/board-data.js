// A region's day as the board needs it: the server's answer and who is absent, with instants as numbers.

import { all, get } from './api.js';
import { bounds } from './format.js';

/** Enough hues to tell neighbours apart on a light and on a dark ground. */
const COLOURS = ['#1c6dd0', '#c2410c', '#15803d', '#a21caf', '#b45309', '#0e7490', '#be123c', '#4d7c0f', '#6d28d9', '#0f766e', '#9f1239', '#475569'];

export async function read(region, day) {
  const { from, to } = bounds(day);
  const [board, absences] = await Promise.all([get('day-board', { regionId: region, from, to }), all('absences', { from, to })]);
  const away = Map.groupBy(absences.map(absence), each => each.technicianId);
  const technicians = board.technicians
    .map(each => technician(each, away.get(each.id) ?? []))
    .sort((one, other) => one.name.localeCompare(other.name, 'th'))
    .map((each, at) => ({ ...each, colour: COLOURS[at % COLOURS.length] }));
  const visits = board.visits.map(each => visit(each, board.districts)).sort((one, other) => one.start - other.start);
  const hands = Map.groupBy(
    visits.filter(each => each.start && each.status !== 'cancelled').flatMap(each => each.hands.map(hand => ({ hand, each }))),
    it => it.hand,
  );
  const prints = new Map(technicians.map(each => [each.id, JSON.stringify([each, (hands.get(each.id) ?? []).map(it => it.each)])]));
  const byId = new Map(visits.map(each => [each.id, each]));
  const people = new Map(technicians.map(each => [each.id, each]));
  return {
    region,
    day,
    from: Date.parse(from),
    to: Date.parse(to),
    now: Date.parse(board.at),
    tiles: board.tiles,
    rescue: board.rescue,
    technicians,
    visits,
    districts: middles(visits),
    unassigned: visits.filter(each => each.status === 'unscheduled').sort(urgentFirst),
    endangered: visits.filter(each => each.dangers.length && each.status !== 'unscheduled'),
    of: technician => (hands.get(technician) ?? []).map(it => it.each),
    /** All that is known of somebody's day, to tell whether it is what it was. */
    print: technician => prints.get(technician),
    visit: id => byId.get(id),
    technician: id => people.get(id),
    name: id => people.get(id)?.name ?? '',
  };
}

/** Each district's name, and the middle of its visits. */
function middles(visits) {
  const named = Map.groupBy(visits.filter(each => each.position && each.district), each => each.district);
  return [...named].map(([name, its]) => {
    const middle = axis => its.reduce((sum, each) => sum + each.position[axis], 0) / its.length;
    return { name, middle: { lat: middle('lat'), lon: middle('lon') } };
  });
}

/** The most urgent first. */
export const PRIORITIES = ['emergency', 'high', 'normal', 'low'];

function urgentFirst(one, other) {
  return PRIORITIES.indexOf(one.priority) - PRIORITIES.indexOf(other.priority);
}

function absence(it) {
  return { ...it, start: Date.parse(it.from), end: Date.parse(it.until) };
}

function technician(it, absences) {
  return {
    id: it.id,
    name: it.name,
    home: it.lat == null ? null : { lat: it.lat, lon: it.lon },
    times: it.workingTimes.map(each => ({ start: Date.parse(each.start), end: Date.parse(each.end) })),
    reason: it.reason,
    absences,
  };
}

/** Once work has begun, what happened counts more than what was planned. */
function visit(it, districts) {
  const start = it.startedAt ?? it.plannedStart;
  const end = it.finishedAt ?? (it.startedAt ? it.expectedEnd : it.plannedEnd) ?? it.plannedEnd;
  return {
    ...it,
    start: start ? Date.parse(start) : 0,
    end: end ? Date.parse(end) : 0,
    hands: [...new Set([it.technicianId, ...it.crewIds].filter(Boolean))],
    position: it.lat == null ? null : { lat: it.lat, lon: it.lon },
    place: it.siteName.includes(it.customerName) ? it.siteName : `${it.customerName} · ${it.siteName}`,
    skills: it.requiredSkills,
    district: districts[it.siteId],
  };
}
