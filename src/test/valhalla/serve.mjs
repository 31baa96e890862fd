// Valhalla itself behind the address that its own server has, with the roads of town.mjs. Prints `port N` when it is
// ready, and ends with its input: whoever started it is gone then.

import { Actor, getConfig } from '@valhallajs/valhallajs';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { extract } from './extract.mjs';
import { roads } from './town.mjs';

const folder = mkdtempSync(join(tmpdir(), 'naichang-valhalla-'));
const gone = () => rmSync(folder, { recursive: true, force: true });
process.on('exit', gone);
process.stdin.resume().on('end', () => process.exit());

const config = await getConfig({ tileDir: join(folder, 'tiles'), tileExtract: join(folder, 'tiles.tar') });
writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
writeFileSync(join(folder, 'town.osm.pbf'), extract(roads));
const valhalla = fileURLToPath(new URL('bin/valhalla-cli.js', import.meta.resolve('@valhallajs/valhallajs')));
const built = spawnSync(process.execPath, [valhalla, 'build_tiles', '-c', join(folder, 'config.json'), join(folder, 'town.osm.pbf')], { encoding: 'utf8' });
if (built.status !== 0) {
  console.error(built.stdout, built.stderr);
  process.exit(1);
}
const actor = new Actor(config);

const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) {
    body += chunk;
  }
  try {
    response.setHeader('Content-Type', 'application/json');
    response.end(await actor.matrix(body));
  } catch (failure) {
    response.statusCode = 400;
    response.end(JSON.stringify({ error: String(failure.message ?? failure) }));
  }
});
server.listen(0, '127.0.0.1', () => console.log(`port ${server.address().port}`));
