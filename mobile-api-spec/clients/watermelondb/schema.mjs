// WatermelonDB tables and models of all collections. Columns have the names of the protocol; instants are milliseconds,
// whatever has parts is JSON text. Models show them as dates and objects.

import { appSchema, Model, tableSchema } from '@nozbe/watermelondb';
import { collections } from '../collections.mjs';

const COLUMN = { text: 'string', number: 'number', instant: 'number', json: 'string' };
const SHOWN = {
  text: (raw) => raw,
  number: (raw) => raw,
  instant: (raw) => (raw === null ? null : new Date(raw)),
  json: (raw) => (raw === null ? null : JSON.parse(raw)),
};
const KEPT = {
  text: (value) => value,
  number: (value) => value,
  instant: (value) => (value === null ? null : new Date(value).getTime()),
  json: (value) => (value === null ? null : JSON.stringify(value)),
};

/** A Model has a property `collection` of its own. */
const RENAMED = { notices: { collection: 'ofCollection' } };

/** For `new SQLiteAdapter({ schema: schema() })`. */
export function schema(names = Object.keys(collections)) {
  return appSchema({
    version: 1,
    tables: names.map((name) => tableSchema({
      name,
      columns: [
        // The version that the server gave it; an app leaves it alone.
        { name: 'rev', type: 'number', isOptional: true },
        // When this phone changed it last; taken by the server, and not given back.
        { name: 'changedAt', type: 'number', isOptional: true },
        ...Object.entries(collections[name]).map(([field, kind]) => ({
          name: field, type: COLUMN[kind], isOptional: true,
        })),
      ],
    })),
  });
}

/** For `new Database({ modelClasses: models() })`; write your own classes with decorators where you want more. */
export function models(names = Object.keys(collections)) {
  return names.map((name) => {
    class Row extends Model {
      static table = name;
    }
    for (const [field, kind] of Object.entries(collections[name])) {
      Object.defineProperty(Row.prototype, RENAMED[name]?.[field] ?? field, {
        configurable: true,
        enumerable: true,
        get() { return SHOWN[kind](this._getRaw(field)); },
        set(value) {
          this._setRaw(field, KEPT[kind](value ?? null));
          this._setRaw('changedAt', Date.now());
        },
      });
    }
    return Row;
  });
}
