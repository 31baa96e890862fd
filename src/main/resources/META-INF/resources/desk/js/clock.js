// The hours of a shift by the wall clock: what is left of those that are known when it begins or ends at another time.

const DAY = 24 * 60;

/** Of a duration such as `PT1H30M`. */
export function minutes(duration) {
  const [, hours = 0, rest = 0] = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(duration ?? '') ?? [];
  return Number(hours) * 60 + Number(rest);
}

const minute = time => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Minutes from one time of a day to the next other. */
const after = (from, time) => (minute(time) - minute(from) + DAY) % DAY;

function time(minutes) {
  const of = number => String(number).padStart(2, '0');
  return `${of(Math.floor((minutes % DAY) / 60))}:${of(minutes % 60)}`;
}

/**
 * Hours from when until when it was entered: the pause as far as it fits, and of overtime what was entered, else what
 * is known, but none for whoever goes home earlier.
 */
export function hours(known, { from, until, overtime }) {
  const { pause = null, ...others } = known;
  const whole = { ...others, start: from, end: until, pause: null, overtime: Number(overtime ?? minutes(known.overtime)) };
  if (!from || !until) {
    return whole;
  }
  const length = after(from, until) || DAY;
  const earlier = known.end && length < after(from, known.end);
  return { ...whole, pause: pause && fitting(pause, from, length), overtime: overtime == null && earlier ? 0 : whole.overtime };
}

/** When it may begin: as before, but so that it is over before the shift is; null if there is no such time. */
function fitting(pause, from, length) {
  // What lies before the beginning comes a day later, which is too late.
  const opens = after(from, pause.earliest);
  const window = after(pause.earliest, pause.latest);
  const earliest = opens + window >= DAY ? 0 : opens;
  const latest = Math.min((opens + window) % DAY, length - minutes(pause.length));
  return earliest <= latest ? { ...pause, earliest: time(minute(from) + earliest), latest: time(minute(from) + latest) } : null;
}
