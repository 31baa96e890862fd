// Follows the stream of pokes. EventSource cannot send a bearer token, so the stream is read by fetch.

import { call } from './api.js';

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;
/** The server speaks every 25 s; a connection that is silent for longer is dead. */
const SILENCE = 70_000;

/** Calls `poked` at each poke and after each (re)connection, `changed` with `on`, `off` or `none` (not for this role). */
export function follow(poked, changed) {
  const stop = new AbortController();
  let wake = () => {};
  const online = () => wake();
  addEventListener('online', online);
  run();
  return () => {
    stop.abort();
    removeEventListener('online', online);
    wake();
  };

  async function run() {
    let wait = FIRST_WAIT;
    while (!stop.signal.aborted) {
      const began = Date.now();
      const outcome = await connect().catch(() => 'off');
      if (stop.signal.aborted) {
        return;
      }
      changed(outcome);
      if (outcome === 'none') {
        return;
      }
      wait = Date.now() - began > LONGEST_WAIT ? FIRST_WAIT : Math.min(wait * 2, LONGEST_WAIT);
      await new Promise(done => {
        wake = done;
        setTimeout(done, wait * (0.5 + Math.random() / 2));
      });
    }
  }

  async function connect() {
    const connection = new AbortController();
    const leave = () => connection.abort();
    stop.signal.addEventListener('abort', leave);
    let silence = setTimeout(leave, SILENCE);
    try {
      const answer = await call('sync/stream', {
        headers: { Accept: 'text/event-stream' },
        signal: connection.signal,
      });
      if (answer.status === 403) {
        return 'none';
      }
      if (!answer.ok) {
        return 'off';
      }
      changed('on');
      poked();
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let line = '';
      for (;;) {
        const { value, done } = await reader.read();
        if (done) {
          return 'off';
        }
        clearTimeout(silence);
        silence = setTimeout(leave, SILENCE);
        const lines = (line + value).split(/\r\n|\n|\r/);
        line = lines.pop();
        if (lines.some(each => /^event: ?poke$/.test(each))) {
          poked();
        }
      }
    } finally {
      clearTimeout(silence);
      stop.signal.removeEventListener('abort', leave);
      connection.abort();
    }
  }
}
