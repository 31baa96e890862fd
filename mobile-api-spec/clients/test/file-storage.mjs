// The part of the browser's localStorage that RxDB's free localstorage plugin uses, kept in one file, so that a test can
// close the app, or just leave it, and open it again.

import { appendFileSync, existsSync, readFileSync } from 'node:fs';

export function fileStorage(file) {
  const entries = new Map();
  if (existsSync(file)) {
    for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
      const [key, value] = JSON.parse(line);
      if (value === null) {
        entries.delete(key);
      } else {
        entries.set(key, value);
      }
    }
  }
  const write = (key, value) => appendFileSync(file, `${JSON.stringify([key, value])}\n`);
  return {
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => { entries.set(key, value); write(key, value); },
    removeItem: (key) => { entries.delete(key); write(key, null); },
    key: (index) => [...entries.keys()][index] ?? null,
    get length() { return entries.size; },
  };
}
