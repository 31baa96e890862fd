// RxDB schemas of all collections. Without a schema validator, as in production, fields of a newer server are kept too.

import { collections } from '../collections.mjs';

const TYPES = {
  text: { type: 'string' },
  number: { type: 'number' },
  instant: { type: 'string' },
  json: { type: ['object', 'array'] },
};

/** RxDocument has a property `collection` of its own. */
export const RENAMED = { notices: { collection: 'ofCollection' } };

function schemaOf(name) {
  const renamed = RENAMED[name] ?? {};
  const fields = Object.entries(collections[name]).map(([field, kind]) => [renamed[field] ?? field, TYPES[kind]]);
  return {
    version: 0,
    primaryKey: 'id',
    type: 'object',
    properties: {
      id: { type: 'string', maxLength: 36 },
      /** The version that the server gave it; an app leaves it alone. */
      rev: { type: 'number' },
      /** When this phone changed it last; set by stampChanges(), taken by the server, and not given back. */
      changedAt: { type: 'string' },
      ...Object.fromEntries(fields),
    },
    required: ['id'],
  };
}

/** RxDB's free version opens 13 collections in a process: whoever wants absences names what he needs. */
const USUAL = Object.keys(collections).filter((name) => name !== 'absences');

/** For `database.addCollections(schemas())`; name those that the app needs, or get the usual ones. */
export function schemas(names = USUAL) {
  return Object.fromEntries(names.map((name) => [name, { schema: schemaOf(name) }]));
}
