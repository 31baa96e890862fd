// An app built on RxDB, with its database in a file: open, close, and leave as if its process had been killed.

import { join } from 'node:path';
import { createRxDatabase } from 'rxdb/plugins/core';
import { getRxStorageLocalstorage } from 'rxdb/plugins/storage-localstorage';
import { replicate, resyncStream } from '../rxdb/replication.mjs';
import { schemas } from '../rxdb/schemas.mjs';
import { Server } from '../server.mjs';
import { truth, until } from './company.mjs';
import { fileStorage } from './file-storage.mjs';
import { folder } from './folder.mjs';
import { Line } from './line.mjs';

/** Four are enough for most tests: all phones of a process share RxDB's free 13. */
const SOME = ['visits', 'checklists', 'sites', 'notes'];
let phones = 0;

export class RxdbPhone {
  constructor(owner, { names = SOME, batchSize } = {}) {
    this.owner = owner;
    this.names = names;
    this.batchSize = batchSize;
    this.installId = `rxdb-phone-${++phones}-${process.pid}-${Date.now()}`;
    this.file = join(folder('naichang-rxdb-'), 'database');
    this.line = new Line();
    this.errors = [];
  }

  async open({ live = false } = {}) {
    this.server = new Server({ url: this.owner.url, token: this.owner.token, fetch: this.line.fetch });
    if (this.deviceId) {
      this.server.deviceId = this.deviceId;
    } else {
      await this.server.register({ platform: 'rxdb', installId: this.installId, appVersion: '1.0' });
      this.deviceId = this.server.deviceId;
    }
    this.database = await createRxDatabase({
      name: this.installId,
      storage: getRxStorageLocalstorage({ localStorage: fileStorage(this.file) }),
      multiInstance: false,
    });
    await this.database.addCollections(schemas(this.names));
    this.stream = live ? resyncStream(this.server, { pause: 100 }) : null;
    this.replications = this.names.map((name) => {
      const state = replicate(this.database[name], this.server, {
        resyncs: this.stream, batchSize: this.batchSize, retryTime: 100,
      });
      state.error$.subscribe((error) => this.errors.push(error));
      return state;
    });
    return this;
  }

  of(name) {
    return this.database[name];
  }

  async row(name, id) {
    const found = await this.of(name).findOne(id).exec();
    return found?.toMutableJSON() ?? null;
  }

  async change(name, id, fields) {
    const found = await this.of(name).findOne(id).exec();
    await found.incrementalPatch(fields);
  }

  /** Everything that it did is pushed, everything that there is is pulled. */
  async sync() {
    this.replications.forEach((each) => each.reSync());
    await Promise.all(this.replications.map((each) => each.awaitInSync()));
  }

  async close() {
    this.stream?.stop();
    await this.database.close();
  }

  /** What it holds, in the shape of truth(). */
  async rows() {
    const rows = {};
    for (const name of this.names) {
      rows[name] = {};
      for (const found of await this.of(name).find().exec()) {
        const { id, rev, ...doc } = found.toMutableJSON();
        rows[name][id] = { version: rev, doc };
      }
    }
    return rows;
  }

  /** Syncs until it holds exactly what the server would tell a new phone. */
  async agrees(compare) {
    let why;
    await until('the phone holds what the server does', async () => {
      await this.sync();
      try {
        compare(await this.rows(), await truth(this.owner));
        return true;
      } catch (different) {
        why = different;
        return false;
      }
    }).catch(() => { throw why; });
  }
}
