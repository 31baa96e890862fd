// Names and patterns of the cases: what stands for a value, and when an answer is as it should be (README.md).
import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto';

export const sha256 = (bytes, form) => createHash('sha256').update(bytes).digest(form);

/** A UUIDv7, as phones make them. */
function uuid7() {
  const random = randomBytes(10).toString('hex');
  const variant = '89ab'[randomBytes(1)[0] & 3];
  return (Date.now().toString(16).padStart(12, '0') + '7' + random.slice(0, 3) + variant + random.slice(3, 18))
    .replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}

function milliseconds(duration) {
  const [, days, ...clock] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration);
  const [hours, minutes, seconds] = clock.map((each) => Number(each ?? 0));
  return (((Number(days ?? 0) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}

/** RFC 8785, as far as JSON that was parsed needs it. */
function canonical(value) {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical)}]`;
  return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)}}`;
}

const short = (value) => (JSON.stringify(value) ?? 'nothing').slice(0, 1000);

export class Names {
  constructor(keys) {
    this.keys = keys; // of receipts
    this.now = Date.now();
    this.values = new Map();
    this.learnt = new Set(); // from answers
    this.used = new Set();
  }

  set(name, value) {
    this.values.set(name, value);
  }

  get(name) {
    const time = /^now(?:([+-])(.+))?$/.exec(name);
    if (time) return new Date(this.now + (time[1] === '-' ? -1 : 1) * milliseconds(time[2] ?? 'P0D')).toISOString();
    if (name.startsWith('new:') && !this.values.has(name)) this.set(name, uuid7());
    if (!this.values.has(name)) throw new Error(`nothing is known of ${name}`);
    this.used.add(name);
    return this.values.get(name);
  }

  /** With values in place of ${names}; a text that is nothing else becomes the value itself. */
  filled(node) {
    if (typeof node === 'string') {
      const whole = /^\$\{([^}]+)}$/.exec(node);
      return whole ? this.get(whole[1]) : node.replace(/\$\{([^}]+)}/g, (_, name) => this.get(name));
    }
    if (Array.isArray(node)) return node.map((each) => this.filled(each));
    if (node === null || typeof node !== 'object') return node;
    return Object.fromEntries(Object.entries(node).map(([key, each]) => [this.filled(key), this.filled(each)]));
  }

  /** In words where `actual` is not as `pattern`; nothing if it is. `beside` is the object of which it is a member. */
  misfit(pattern, actual, at = 'it', beside = undefined) {
    const wrong = () => `${at}: wanted ${short(pattern)}, got ${short(actual)}`;
    const matcher = typeof pattern === 'string' && /^<(.+?)(?: as (\w+))?>$/s.exec(pattern);
    if (matcher) {
      if (!this.is(this.filled(matcher[1]), actual, beside)) return wrong();
      if (matcher[2]) {
        this.set(matcher[2], actual);
        this.learnt.add(matcher[2]);
      }
      return undefined;
    }
    if (pattern === null || typeof pattern !== 'object') return this.filled(pattern) === actual ? undefined : wrong();
    if (Array.isArray(pattern)) {
      if (!Array.isArray(actual) || actual.length !== pattern.length) return wrong();
      return pattern.map((each, i) => this.misfit(each, actual[i], `${at}[${i}]`)).find(Boolean);
    }
    if (actual === null || typeof actual !== 'object') return wrong();
    const some = (each) => Array.isArray(actual) && actual.some((one) => !this.misfit(each, one));
    for (const [key, part] of Object.entries(pattern)) {
      const fault = key === '<contains>' ? part.every(some) ? undefined : wrong()
        : key === '<none>' ? part.some(some) || !Array.isArray(actual) ? wrong() : undefined
          : key === '<size>' ? actual.length === part ? undefined : wrong()
            : this.misfit(part, actual[this.filled(key)], `${at}.${key}`, actual);
      if (fault) return fault;
    }
    return undefined;
  }

  is(kind, actual, beside) {
    const [, word, rest] = /^(integer above|instant within|text with|\S+) ?(.*)$/s.exec(kind);
    const like = (form) => typeof actual === 'string' && form.test(actual);
    switch (word) {
      case 'any': return actual !== undefined && actual !== null;
      case 'absent': return actual === undefined;
      case 'text with': return typeof actual === 'string' && rest.split(' and ').every((each) => actual.includes(each));
      case 'uuid': return like(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      case 'cursor': return like(/^.{1,1024}$/);
      case 'integer': return Number.isInteger(actual);
      case 'integer above': return Number.isInteger(actual) && actual > Number(rest);
      case 'instant': return like(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
      case 'instant within': {
        const [duration, other] = rest.split(' of ');
        return Math.abs(Date.parse(actual) - Date.parse(other)) <= milliseconds(duration);
      }
      case 'receipt': return this.receipt(actual, beside);
      default: throw new Error(`there is no matcher <${kind}>`);
    }
  }

  /** True if the compact JWS is signed by the server and says what the results beside it are. */
  receipt(jws, answer) {
    const [head, claims, signature] = String(jws).split('.');
    const read = (part) => JSON.parse(Buffer.from(part, 'base64url'));
    const key = this.keys.find((each) => each.kid === read(head).kid);
    const said = read(claims);
    return verify(null, `${head}.${claims}`, createPublicKey({ key, format: 'jwk' }), Buffer.from(signature, 'base64url'))
      && said.resultsDigest === sha256(canonical(answer.results), 'base64url') && said.epoch === answer.epoch
      && said.fromSeq === answer.results[0].seq && said.lastSeq === answer.results.at(-1).seq;
  }
}
