// Runs the cases of this folder: node run.mjs --url URL --admin NAME --password WORD [case …]
// README.md says what a case means; this is one reading of it. Node 20 or newer, and nothing else.
import { readFileSync, readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { Names, sha256 } from './pattern.mjs';
import { Phone } from './phone.mjs';

const { values: given, positionals: chosen } = parseArgs({
  allowPositionals: true,
  options: {
    url: { type: 'string', default: 'http://localhost:8080' },
    admin: { type: 'string', default: 'admin' },
    password: { type: 'string', default: 'demo-naichang' },
  },
});
const KEYS = {
  case: 'title about people files given steps',
  step: 'say as phone lost while within request response state',
  request: 'method path headers body text file parts gzip',
  response: 'status headers body lines',
  part: 'name type body file',
  repeated: 'repeat times',
  file: 'base64 unique',
  server: 'as read is',
  client: 'phone holds lacks hidden overlays keeps',
};
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const json = (value) => Buffer.from(JSON.stringify(value));

function known(kind, object) {
  const odd = Object.keys(object).filter((each) => !KEYS[kind].split(' ').includes(each));
  if (odd.length) throw new Error(`a ${kind} has no key ${odd}`);
  return object;
}

async function send(method, path, headers, bytes) {
  const url = path.startsWith('http') ? path : given.url + '/api/v1' + path;
  const answer = await fetch(url, { method, headers, body: bytes?.length ? bytes : undefined });
  const text = await answer.text();
  const type = answer.headers.get('content-type') ?? '';
  const lines = type.includes('ndjson') ? text.trim().split('\n').map((each) => JSON.parse(each)) : undefined;
  const body = !lines && type.includes('json') ? JSON.parse(text) : undefined;
  return { status: answer.status, headers: Object.fromEntries(answer.headers), body, lines, text };
}

async function signIn(username) {
  const { status, body, text } = await send('POST', '/auth/token', { 'content-type': 'application/json' },
    json({ username, password: given.password }));
  if (status !== 200) throw new Error(`${username} cannot sign in: ${status} ${text}`);
  return body.accessToken;
}

class Run {
  files = new Map();
  phones = new Map();
  tokens = new Map();

  async begin(test, admin, keys) {
    this.names = new Names(keys);
    this.names.set('password', given.password);
    this.tokens.set('admin', admin);
    for (const [name, roles] of Object.entries(test.people ?? {})) {
      const username = `${name}.${Math.random().toString(36).slice(2, 10)}`;
      const made = await send('POST', '/users', this.headers('admin', 'application/json'),
        json({ username, name, roles, password: given.password, language: 'th' }));
      if (made.status !== 201) throw new Error(`${name} was not made: ${made.status} ${made.text}`);
      this.tokens.set(name, await signIn(username));
      this.names.set(`${name}.id`, made.body.id);
      this.names.set(`${name}.username`, username);
    }
    for (const [name, { base64, unique }] of Object.entries(test.files ?? {}).map(([n, f]) => [n, known('file', f)])) {
      const tail = unique ? '\n%' + this.names.get('new:file-' + name) : '';
      const bytes = Buffer.concat([Buffer.from(base64, 'base64'), Buffer.from(tail)]);
      this.files.set(name, bytes);
      this.names.set(`${name}.sha256`, sha256(bytes, 'hex'));
      this.names.set(`${name}.size`, bytes.length);
    }
  }

  headers(as, type) {
    if (as && !this.tokens.has(as)) throw new Error(`there is no ${as}`);
    return { ...(type && { 'content-type': type }), ...(as && { authorization: `Bearer ${this.tokens.get(as)}` }) };
  }

  /** The request's bytes and their type. */
  content({ body, text, file, parts }) {
    if (body !== undefined) return [json(this.names.filled(body)), 'application/json'];
    if (file) return [this.files.get(file)];
    if (parts) return [this.multipart(parts), 'multipart/form-data; boundary=boundary'];
    const pieces = [text ?? ''].flat().map((each) =>
      typeof each === 'string' ? this.names.filled(each) : known('repeated', each).repeat.repeat(each.times));
    return [Buffer.from(pieces.join('')), text && 'application/json'];
  }

  multipart(parts) {
    const chunks = parts.map((part) => known('part', part)).flatMap(({ name, type, body, file }) => [
      `--boundary\r\nContent-Disposition: form-data; name="${this.names.filled(name)}"; filename="x"\r\nContent-Type: ${type}\r\n\r\n`,
      file ? this.files.get(file) : json(this.names.filled(body)), '\r\n']);
    return Buffer.concat([...chunks, '--boundary--\r\n'].map((each) => Buffer.from(each)));
  }

  async step(step) {
    for (const end = Date.now() + 1000 * (step.within ?? 0); ;) {
      const answer = await this.call(step);
      let fault = this.answered(step, answer);
      if (!fault && step.while && !this.names.misfit(step.while, answer.body)) continue;
      fault ??= await this.states(step.state ?? []);
      if (!fault) return;
      if (Date.now() > end) throw new Error(fault);
      await pause(500);
    }
  }

  /** Sends the request of a step, and lets its phone know of both; no answer if that was lost. */
  async call(step) {
    const phone = step.phone && (this.phones.get(step.phone) ?? this.phones.set(step.phone, new Phone()).get(step.phone));
    const request = known('request', step.request);
    let [bytes, type] = this.content(request);
    const headers = { ...this.headers(step.as, type), ...this.names.filled(request.headers ?? {}) };
    if (request.gzip) [bytes, headers['content-encoding']] = [gzipSync(bytes), 'gzip'];
    const body = this.names.filled(request.body);
    phone?.sends(body);
    if (step.lost === 'request') return undefined;
    const answer = await send(request.method, this.names.filled(request.path), headers, bytes);
    if (step.lost) return undefined;
    if (answer.status === 200) phone?.hears(body, answer.body ?? Object.assign({}, ...answer.lines, { changes: answer.lines.slice(1, -1) }));
    return answer;
  }

  answered(step, answer) {
    if (step.lost) return undefined;
    const { status, ...wanted } = known('response', step.response);
    return status === answer.status ? this.names.misfit(wanted, answer, 'answer')
      : `wanted ${status}, was answered ${answer.status} ${answer.text.slice(0, 1500)}`;
  }

  async states(checks) {
    for (const check of checks) {
      const fault = await this.state(check);
      if (fault) return fault;
    }
    return undefined;
  }

  async state(check) {
    if (check.read) {
      const { as, read, is } = known('server', check);
      const answer = await send('GET', this.names.filled(read), this.headers(as));
      return this.names.misfit(is, answer.body, `GET ${read} (${answer.status})`);
    }
    const { phone, lacks = [], ...wanted } = known('client', check);
    const state = this.phones.get(phone).state();
    return this.names.misfit(wanted, state, phone) ?? this.names.misfit(
      { holds: Object.fromEntries(lacks.map((each) => [each, '<absent>'])) }, state, phone);
  }

  async all(test) {
    for (const step of [...(test.given ?? []), ...test.steps].map((each) => known('step', each))) {
      try {
        await this.step(step);
      } catch (e) {
        throw new Error(`${step.say ?? JSON.stringify(step.request)}\n    ${e.message}`, { cause: e });
      }
    }
    const unused = [...this.names.learnt].filter((each) => !this.names.used.has(each));
    if (unused.length) throw new Error(`learnt and never used: ${unused}`);
  }
}

const folder = new URL('cases/', import.meta.url);
const admin = await signIn(given.admin);
const { keys } = (await send('GET', '/sync/keys', {})).body;
let failed = 0;
for (const file of readdirSync(folder).filter((each) => each.endsWith('.json')).sort()) {
  const name = file.replace('.json', '');
  if (chosen.length && !chosen.includes(name)) continue;
  try {
    const test = known('case', JSON.parse(readFileSync(new URL(file, folder))));
    const run = new Run();
    await run.begin(test, admin, keys);
    await run.all(test);
    console.log(`ok      ${name}`);
  } catch (e) {
    failed++;
    console.log(`NOT OK  ${name}: ${e.message}`);
  }
}
process.exitCode = failed ? 1 : 0;
