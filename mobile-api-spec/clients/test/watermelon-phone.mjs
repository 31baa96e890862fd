// An app built on WatermelonDB, its LokiJS database in a file: open, save, and leave as if its process had been killed.

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Database } from '@nozbe/watermelondb';
import lokijsAdapter from '@nozbe/watermelondb/adapters/lokijs/index.js';
import logger from '@nozbe/watermelondb/utils/common/logger/index.js';
import { collections } from '../collections.mjs';
import { Server } from '../server.mjs';
import { models, schema } from '../watermelondb/schema.mjs';
import { sync } from '../watermelondb/sync.mjs';
import { truth, until } from './company.mjs';
import { folder } from './folder.mjs';
import { Line } from './line.mjs';

/** Where LokiJS keeps its database: one file. */
const inFile = {
  loadDatabase: (file, loaded) => loaded(existsSync(file) ? readFileSync(file, 'utf8') : null),
  saveDatabase: (file, content, saved) => { writeFileSync(file, content); saved(null); },
  deleteDatabase: (file, deleted) => { rmSync(file, { force: true }); deleted({ success: true }); },
};
logger.default.silence();
let phones = 0;

export class WatermelonPhone {
  constructor(owner) {
    this.owner = owner;
    this.names = Object.keys(collections);
    this.installId = `watermelon-phone-${++phones}-${process.pid}-${Date.now()}`;
    this.file = join(folder('naichang-watermelon-'), 'database');
    this.line = new Line();
  }

  async open() {
    this.server = new Server({ url: this.owner.url, token: this.owner.token, fetch: this.line.fetch });
    if (this.deviceId) {
      this.server.deviceId = this.deviceId;
    } else {
      await this.server.register({ platform: 'watermelon', installId: this.installId, appVersion: '1.0' });
      this.deviceId = this.server.deviceId;
    }
    const adapter = new lokijsAdapter.default({
      schema: schema(),
      dbName: this.file,
      useWebWorker: false,
      useIncrementalIndexedDB: true,
      _testLokiAdapter: inFile,
      extraLokiOptions: { autosave: false, verbose: false },
    });
    this.database = new Database({ adapter, modelClasses: models() });
    return this;
  }

  /** What SQLite does by itself after every write. */
  save() {
    return new Promise((saved, failed) => {
      this.database.adapter.underlyingAdapter._driver.loki.saveDatabase((error) => (error ? failed(error) : saved()));
    });
  }

  sync() {
    return sync(this.database, this.server);
  }

  find(table, id) {
    return this.database.get(table).find(id);
  }

  async insert(table, id, fields) {
    await this.database.write(() => this.database.get(table).create((row) => {
      row._raw.id = id;
      Object.assign(row, fields);
    }));
  }

  async change(table, id, fields) {
    const found = await this.find(table, id);
    await this.database.write(() => found.update((row) => { Object.assign(row, fields); }));
  }

  async remove(table, id) {
    const found = await this.find(table, id);
    await this.database.write(() => found.markAsDeleted());
  }

  async row(table, id) {
    return (await this.rows())[table][id]?.doc ?? null;
  }

  /** What it holds, in the shape of truth(). */
  async rows() {
    const rows = {};
    for (const name of this.names) {
      rows[name] = {};
      for (const { _raw: raw } of await this.database.get(name).query().fetch()) {
        const doc = {};
        for (const [field, kind] of Object.entries(collections[name])) {
          if (raw[field] !== null) {
            doc[field] = { instant: (at) => new Date(at).toISOString(), json: JSON.parse }[kind]?.(raw[field]) ?? raw[field];
          }
        }
        rows[name][raw.id] = { version: raw.rev, doc };
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
    }, 10).catch((late) => { throw why ?? late; });
  }
}
