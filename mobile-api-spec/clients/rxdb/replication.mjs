// Replicates RxDB collections with Naichang. Copy this file, schemas.mjs, ../collections.mjs and ../server.mjs.

import { Subject } from 'rxjs';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { batches, clock } from '../server.mjs';
import { RENAMED } from './schemas.mjs';

/** Starts the replication of one collection; answers RxDB's replication state. */
export function replicate(collection, server, { resyncs, batchSize = 500, retryTime = 5_000 } = {}) {
  const path = `/sync/rxdb/${collection.name}`;
  const renamed = Object.entries(RENAMED[collection.name] ?? {});
  stampChanges(collection);
  return replicateRxCollection({
    collection,
    replicationIdentifier: `naichang-${server.deviceId}`,
    retryTime,
    pull: {
      batchSize,
      modifier: (document) => rename(document, renamed),
      stream$: resyncs?.asObservable(),
      handler: async (checkpoint, limit) => {
        const ask = (more) => server.post(`${path}/pull`, { deviceId: server.deviceId, limit, ...more });
        let page = await ask({ checkpoint: checkpoint ?? null });
        if (page.reset) {
          // The server cannot go on from our checkpoint (it was restored, or we were away for months): it tells by what
          // we hold what must go.
          const held = await collection.find().exec();
          page = await ask({ checkpoint: null, have: held.map((each) => each.primary) });
        }
        return { documents: page.documents, checkpoint: page.checkpoint };
      },
    },
    push: {
      batchSize: 100,
      modifier: (document) => rename(document, renamed.map(([wire, local]) => [local, wire])),
      handler: async (rows) => {
        // Must answer the server's documents and throw only if nothing was answered: a throw stops both directions.
        const differing = [];
        for (const some of batches(rows)) {
          differing.push(...await server.post(`${path}/push`, { deviceId: server.deviceId, clock: clock(), rows: some }));
        }
        return differing;
      },
    },
  });
}

/**
 * One stream for all collections: emits RESYNC when there is something to pull, and after each time that the connection
 * was lost. `stop()` ends it.
 */
export function resyncStream(server, { pause = 2_000 } = {}) {
  const events = new Subject();
  const ended = new AbortController();
  (async () => {
    while (!ended.signal.aborted) {
      try {
        const answer = await server.open('/sync/rxdb/stream', ended.signal);
        let rest = '';
        for await (const bytes of answer.body.pipeThrough(new TextDecoderStream())) {
          const lines = (rest + bytes).split('\n');
          rest = lines.pop();
          if (lines.some((line) => line.startsWith('data:') && line.includes('RESYNC'))) {
            events.next('RESYNC');
          }
        }
      } catch {
        // Offline, or the token's life is over: connect again.
      }
      await new Promise((next) => {
        const timer = setTimeout(next, pause);
        ended.signal.addEventListener('abort', () => { clearTimeout(timer); next(); }, { once: true });
      });
    }
  })();
  events.stop = () => ended.abort();
  return events;
}

/** Notes with each change when it was made, since days may pass until it is sent. */
function stampChanges(collection) {
  const stamp = (document) => { document.changedAt = new Date().toISOString(); };
  collection.preInsert(stamp, false);
  collection.preSave(stamp, false);
}

function rename(document, names) {
  const renamed = { ...document };
  for (const [from, to] of names) {
    if (from in renamed) {
      renamed[to] = renamed[from];
      delete renamed[from];
    }
  }
  return renamed;
}
