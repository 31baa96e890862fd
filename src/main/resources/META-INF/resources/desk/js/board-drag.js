// Moving a visit: dragged with immediate checks, or given by a button. The server has the last word on both.

import { Refusal, act, get } from './api.js';
import { BEGUN } from './badges.js';
import { dayOf, time } from './format.js';
import { language, problem, t } from './i18n.js';
import { knows, toldSpan } from './told.js';

/** So far the pointer goes before a press becomes a drag. */
const SLACK = 6;
const GRID = 5 * 60_000;
/** So much later than meant is still what was meant. */
const TOLERANCE = 15 * 60_000;
/** While the hand moves, the server is asked at most this often. */
const PAUSE = 120;

/** Whether it may go there, from the server: `{possible, reasons, start, end, crewIds}`; `start` may be somewhat later. */
export function check(visit, technician, start) {
  return act(`visits/${visit.id}/check-drop`, { technicianId: technician, start: new Date(start).toISOString() });
}

export function reasons(list) {
  return list.map(each => each[language] ?? each.en).join('; ');
}

/** How it stands, to compare: once begun it is where it was begun, whoever it was given to and whatever was told. */
const standing = ({ status, technicianId, plannedStart, windowStart, windowEnd }) =>
  BEGUN.includes(status) ? status : [status, technicianId ?? '', ...[plannedStart, windowStart, windowEnd].map(each => (each ? Date.parse(each) : ''))].join(' ');

/** What is shown is what was looked at: whoever was faster is not overwritten. Answers how to change only that. */
export async function unchanged(visit) {
  const now = await get(`visits/${visit.id}`);
  if (standing(now) !== standing(visit)) {
    throw new Refusal(409, { code: 'overtaken' });
  }
  return { 'If-Match': `"${now.version}"` };
}

/** What makes somebody think twice: another time than was meant, one that the customer was not told, others that wait. */
function doubts(visit, checked, meant) {
  const start = Date.parse(checked.start);
  const others = checked.movedVisitIds.filter(each => each !== visit.id);
  const untold = visit.windowStart && !knows(visit, start);
  return [
    Math.abs(start - meant) > TOLERANCE && t('board.doubt.time', { time: time(start) }),
    untold && t('board.doubt.told', { span: toldSpan([visit.windowStart, visit.windowEnd], dayOf(start)) }),
    others.length > 0 && t('board.doubt.others', { n: others.length }),
  ].filter(Boolean);
}

/** Tells the technician of a visit that is planned; if somebody else has it by now, he is not told by mistake. */
export async function tell(context, visit) {
  try {
    await act(`visits/${visit.id}/dispatch`, {}, await unchanged(visit));
    context.tell(t('board.told', { visit: visit.title }));
  } catch (refusal) {
    context.tell(problem(refusal));
  } finally {
    context.reload();
  }
}

/** Gives the visit to somebody at some time, if the rules let him have it; says why not, else. */
export async function move(context, visit, { technician, start }) {
  try {
    const checked = await check(visit, technician, start);
    if (!checked.possible) {
      context.tell(t('board.refused', { why: reasons(checked.reasons) }));
      return false;
    }
    const why = doubts(visit, checked, start);
    if (why.length && !confirm(t('board.sure', { why: why.join(' ') }))) {
      return false;
    }
    const wish = { technicianId: technician, crewIds: checked.crewIds, plannedStart: checked.start, plannedEnd: checked.end };
    await act(`visits/${visit.id}/schedule`, wish, await unchanged(visit));
    context.tell(t('board.moved', { visit: visit.title, time: time(checked.start) }));
    return true;
  } catch (refusal) {
    context.tell(problem(refusal));
    return false;
  } finally {
    context.reload();
  }
}

export function drag(press, visit, actions) {
  if (press.button !== 0) {
    return;
  }
  const origin = press.currentTarget;
  const grip = press.clientX - origin.getBoundingClientRect().left;
  let ghost = null;
  let over = null;
  let asked = '';
  let waiting = null;

  const follow = event => {
    if (!ghost) {
      if (Math.hypot(event.clientX - press.clientX, event.clientY - press.clientY) < SLACK) {
        return;
      }
      ghost = begin();
    }
    event.preventDefault();
    ghost.style.transform = `translate(${event.clientX - grip}px, ${event.clientY + 12}px)`;
    const next = target(event.clientX - grip, event.clientY);
    if (next?.technician !== over?.technician) {
      over?.track.classList.remove('over');
      next?.track.classList.add('over');
    }
    over = next;
    ghost.dataset.time = over ? time(over.start) : '';
    ask();
  };

  const ask = () => {
    const key = over && `${over.technician} ${over.start}`;
    if (!key || key === asked || waiting) {
      return;
    }
    asked = key;
    const at = over;
    waiting = setTimeout(async () => {
      const answer = await check(visit, at.technician, at.start).catch(() => null);
      waiting = null;
      if (ghost && answer && over && over.technician === at.technician) {
        ghost.dataset.allowed = String(answer.possible);
        ghost.querySelector('.why').textContent = answer.possible ? t('board.fits', { time: time(answer.start) }) : reasons(answer.reasons);
      }
      if (ghost) {
        ask();
      }
    }, PAUSE);
  };

  const begin = () => {
    const made = document.createElement('div');
    made.className = 'tghost';
    const title = document.createElement('strong');
    title.textContent = visit.title;
    const why = document.createElement('span');
    why.className = 'why';
    made.append(title, why);
    document.body.append(made);
    return made;
  };

  const end = drop => {
    removeEventListener('pointermove', follow);
    removeEventListener('pointerup', up);
    removeEventListener('pointercancel', cancel);
    removeEventListener('keydown', escape, true);
    clearTimeout(waiting);
    over?.track.classList.remove('over');
    if (ghost) {
      ghost.remove();
      ghost = null;
      // The press ends as a click, which would open the visit.
      addEventListener('click', stop, { capture: true, once: true });
      setTimeout(() => removeEventListener('click', stop, { capture: true }), 50);
      if (drop && over) {
        actions.move(visit, over);
      }
    }
  };

  const stop = event => {
    event.stopPropagation();
    event.preventDefault();
  };
  const up = () => end(true);
  const cancel = () => end(false);
  const escape = event => event.key === 'Escape' && end(false);
  addEventListener('pointermove', follow);
  addEventListener('pointerup', up);
  addEventListener('pointercancel', cancel);
  addEventListener('keydown', escape, true);
}

/** The row under the pointer, and the time under the left end of what is dragged. */
function target(left, y) {
  // Rows that are scrolled out of sight lie below other things.
  const seen = document.querySelector('.timeline .rows').getBoundingClientRect();
  if (y < seen.top || y >= seen.bottom) {
    return null;
  }
  for (const row of document.querySelectorAll('.trow[data-technician]')) {
    const track = row.querySelector('.ttrack');
    const box = track.getBoundingClientRect();
    if (y >= box.top && y < box.bottom && left < box.right) {
      const { from, to } = track.dataset;
      const share = Math.max(0, left - box.left) / box.width;
      const start = Math.round((Number(from) + share * (to - from)) / GRID) * GRID;
      return { technician: row.dataset.technician, start, track };
    }
  }
  return null;
}
