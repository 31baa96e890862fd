// Folders for what phones keep. They go when the tests have passed; after a failure they are left, and said where.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made = [];

process.on('exit', (code) => {
  if (code === 0) {
    made.forEach((each) => rmSync(each, { recursive: true, force: true }));
  } else {
    console.error(`Left to be looked at: ${made.join(' ')}`);
  }
});

export function folder(prefix) {
  const path = mkdtempSync(join(tmpdir(), prefix));
  made.push(path);
  return path;
}
