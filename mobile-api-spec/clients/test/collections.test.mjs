import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRxDatabase, addRxPlugin } from 'rxdb/plugins/core';
import { disableWarnings, RxDBDevModePlugin } from 'rxdb/plugins/dev-mode';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { wrappedValidateAjvStorage } from 'rxdb/plugins/validate-ajv';
import { collections } from '../collections.mjs';
import { schemas } from '../rxdb/schemas.mjs';

/** What kind of field a form of the policy is. */
function kind(form) {
  if (form === 'any' || form === 'position') {
    return 'json';
  }
  return form === 'instant' ? form : form.startsWith('number ') ? 'number' : 'text';
}

test('the collections are those of the policy that the server enforces', async () => {
  const answer = await fetch(`${process.env.NAICHANG_URL}/api/v1/sync/policy`);
  const policy = (await answer.json()).collections;

  const expected = Object.fromEntries(Object.entries(policy).map(([name, { fields }]) => [
    name,
    Object.fromEntries(Object.entries(fields).map(([field, { type }]) =>
      (field.endsWith('.*') ? [field.slice(0, -2), 'json'] : [field, kind(type)]))),
  ]));

  assert.deepEqual(collections, expected);
});

test('RxDB in its strict mode finds nothing wrong with the schemas', async () => {
  disableWarnings();
  addRxPlugin(RxDBDevModePlugin);
  const database = await createRxDatabase({
    name: 'strict',
    storage: wrappedValidateAjvStorage({ storage: getRxStorageMemory() }),
    multiInstance: false,
  });

  const added = await database.addCollections(schemas());

  assert.equal(Object.keys(added).length, 13);
  await added.manuals.close();
  const rest = await database.addCollections(schemas(Object.keys(collections).filter((name) => !(name in added))));
  assert.deepEqual(Object.keys(rest), ['absences']);
  await database.close();
});
