// Synchronizes a WatermelonDB database with Naichang. Copy this file, schema.mjs, ../collections.mjs and ../server.mjs.

import { hasUnsyncedChanges, synchronize } from '@nozbe/watermelondb/sync/index.js';
import { batches, clock } from '../server.mjs';

/** More rounds than this happen only if somebody writes without a pause; the next sync goes on. */
const ROUNDS = 5;

/**
 * Pushes, and then pulls: WatermelonDB by itself pulls first, and so destroys what was not sent yet of a row that the
 * server has taken away. Run one at a time.
 */
export async function sync(database, server) {
  let pushed = await cycle(database, server, async (asked) =>
    (asked.lastPulledAt ? nothing(asked) : pull(server, asked)));
  for (let round = 0; round < ROUNDS; round++) {
    let postponed = false;
    pushed = await cycle(database, server, async (asked) => {
      const page = await pull(server, asked);
      const destroys = page.experimentalStrategy || Object.values(page.changes).some((each) => each.deleted.length > 0);
      postponed = destroys && asked.lastPulledAt && await hasUnsyncedChanges({ database });
      return postponed ? nothing(asked) : page;
    });
    if (!pushed && !postponed) {
      return;
    }
    // What came of that push is told by the next pull.
  }
}

/** One `synchronize`; answers whether anything was pushed. */
async function cycle(database, server, pullChanges) {
  let pushed = false;
  await synchronize({
    database,
    pullChanges,
    pushChanges: async ({ changes, lastPulledAt }) => {
      pushed = true;
      await push(server, changes, lastPulledAt);
    },
    sendCreatedAsUpdated: true,
    conflictResolver,
  });
  return pushed;
}

/** The answer of a pull that brings nothing: the push comes next. */
const nothing = ({ lastPulledAt }) => ({ changes: {}, timestamp: lastPulledAt });

async function pull(server, { lastPulledAt, schemaVersion, migration }) {
  const ask = (since) => server.post('/sync/watermelon/pull', {
    deviceId: server.deviceId, lastPulledAt: since, schemaVersion, migration,
  });
  try {
    return await ask(lastPulledAt);
  } catch (refusal) {
    if (refusal.code !== 'reset-required') {
      throw refusal;
    }
    // The server was restored, or we were away for months. All that there is comes anew; what does not come goes.
    return { ...await ask(null), experimentalStrategy: 'replacement' };
  }
}

async function push(server, changes, lastPulledAt) {
  const rows = Object.entries(changes).flatMap(([table, of]) =>
    Object.entries(of).flatMap(([kind, some]) => some.map((row) => ({ table, kind, row }))));
  for (const some of batches(rows)) {
    const part = {};
    for (const { table, kind, row } of some) {
      part[table] ??= { created: [], updated: [], deleted: [] };
      part[table][kind].push(row);
    }
    await server.post('/sync/watermelon/push', { deviceId: server.deviceId, lastPulledAt, clock: clock(), changes: part });
  }
}

/** Columns that were changed here win until they are pushed, and what they were changed from is the version seen then. */
export function conflictResolver(_table, local, _remote, resolved) {
  return local._changed ? { ...resolved, rev: local.rev, changedAt: local.changedAt } : resolved;
}
