// Calls of the server that both libraries need. Copy this file as it is.

/** A refusal: `application/problem+json`. Switch on `code`. */
export class Refusal extends Error {
  constructor(status, problem) {
    super(`${status} ${problem.code ?? ''} ${problem.detail ?? ''}`);
    this.name = 'Refusal';
    this.status = status;
    this.code = problem.code;
    this.problem = problem;
  }
}

/** How many bytes a body should have at most: a call that is lost costs its whole body. */
const BODY = 1 << 20;
/** Longer text than any field takes; a longer one is refused whatever it says, so its beginning is enough. */
const LONGEST_TEXT = 100_000;

export class Server {
  /**
   * @param url such as https://naichang.example
   * @param token async (renew) => access token; with `renew` a new one, since the last was refused
   * @param fetch for tests and for apps that have their own
   */
  constructor({ url, token, fetch = globalThis.fetch }) {
    this.api = `${url}/api/v1`;
    this.token = token;
    this.fetch = fetch;
    this.deviceId = null;
  }

  /** Makes this installation known; the same `installId` gets the same device, so it may be done at every start. */
  async register({ platform, installId, appVersion, schema = 3 }) {
    const device = await this.post('/sync/devices', { installId, platform, appVersion, schema });
    this.deviceId = device.deviceId;
    return device;
  }

  async post(path, body) {
    const answer = await this.#send('POST', path, JSON.stringify(body));
    return answer.json();
  }

  /** The open answer of a GET, for streams. */
  open(path, signal) {
    return this.#send('GET', path, undefined, signal);
  }

  async #send(method, path, body, signal) {
    for (let renewed = false; ; renewed = true) {
      const answer = await this.fetch(this.api + path, {
        method,
        body,
        signal,
        headers: {
          Authorization: `Bearer ${await this.token(renewed)}`,
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        },
      });
      if (answer.ok) {
        return answer;
      }
      const problem = await answer.json().catch(() => ({}));
      if (answer.status !== 401 || problem.code !== 'token-expired' || renewed) {
        throw new Refusal(answer.status, problem);
      }
    }
  }
}

/** This phone's clock, by which the server corrects `changedAt`. */
export const clock = () => ({ wall: new Date().toISOString() });

/** Splits a list into lists of about 1 MiB of JSON each. */
export function batches(rows) {
  const all = [];
  let size = BODY;
  for (const row of rows.map(shortened)) {
    const length = JSON.stringify(row).length;
    if (size + length > BODY) {
      all.push([]);
      size = 0;
    }
    all.at(-1).push(row);
    size += length;
  }
  return all;
}

/** No single row may be so large that the server cannot take it, since a row that is never taken stops all others. */
function shortened(row) {
  return JSON.stringify(row).length < BODY
    ? row
    : JSON.parse(JSON.stringify(row, (_, value) =>
        typeof value === 'string' && value.length > LONGEST_TEXT ? value.slice(0, LONGEST_TEXT) : value));
}
