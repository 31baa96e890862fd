// Calls of the API as the person who signed in. Tokens live in memory and in this tab's session storage, so that
// a reload keeps them and closing the tab forgets them.

const BASE = new URL('../../api/v1/', import.meta.url);
const STORED = 'naichang.desk.session';
/** Refreshes this long before a token ends, so that no call has to fail first. */
const MARGIN = 30_000;
const MOST_PAGES = 20;

/** The server's refusal, or the network's. `code` is the problem's, or `unreachable`. */
export class Refusal extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? problem.code);
    this.status = status;
    this.code = problem.code;
    this.detail = problem.detail;
    this.field = problem.field;
    this.parts = problem.parts;
  }
}

let session = stored();
/** Ends, with the session, every call that was made in its name: nobody waits for the answer any more. */
let calls = new AbortController();
let refreshing = null;
let ended = () => {};
const tabs = new BroadcastChannel('naichang.desk');

// A duplicated tab holds the same refresh token, and one used twice ends the session of both: so they share.
tabs.onmessage = ({ data }) => {
  if (session && data.used === session.refreshToken) {
    keep(data.session);
  }
};

function stored() {
  try {
    return JSON.parse(sessionStorage.getItem(STORED));
  } catch {
    return null;
  }
}

function keep(next) {
  session = next;
  if (next) {
    sessionStorage.setItem(STORED, JSON.stringify(next));
  } else {
    sessionStorage.removeItem(STORED);
  }
}

function sessionOf(tokens) {
  return {
    accessToken: tokens.accessToken,
    refreshToken: tokens.refreshToken,
    expiresAt: Date.now() + tokens.expiresIn * 1000 - MARGIN,
  };
}

/** A call that goes on after this would be refused anyway, or tell the next person what the last one asked. */
function end() {
  keep(null);
  calls.abort();
  calls = new AbortController();
}

export function signedIn() {
  return session !== null;
}

/** Calls back when the session ended by itself. */
export function onEnd(callback) {
  ended = callback;
}

export async function signIn(username, password) {
  const answer = await send('auth/token', post({ username, password }));
  keep(sessionOf(await read(answer)));
}

/** Forgets the session here at once; the server hears of it if it can be reached. */
export async function signOut() {
  const token = session?.refreshToken;
  end();
  if (token) {
    await send('auth/logout', post({ refreshToken: token })).catch(() => {});
  }
}

export async function get(path, query = {}, headers = {}) {
  return read(await call(path + search(query), { headers }));
}

export async function act(path, body, headers = {}) {
  const { headers: usual, ...request } = post(body);
  return read(await call(path, { ...request, headers: { ...usual, ...headers } }));
}

/** Changes some fields of a row (RFC 7396); null empties one. */
export async function patch(path, body, headers = {}) {
  const type = { 'Content-Type': 'application/merge-patch+json' };
  return read(await call(path, { method: 'PATCH', headers: { ...type, ...headers }, body: JSON.stringify(body) }));
}

export async function remove(path, headers = {}) {
  return read(await call(path, { method: 'DELETE', headers }));
}

/** All items of a list, page by page. */
export async function all(path, query = {}) {
  const items = [];
  let after;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await get(path, { limit: 500, ...query, after });
    items.push(...answer.items);
    after = answer.next;
    if (!after) {
      break;
    }
  }
  return items;
}

/** A call with the bearer token, which is refreshed when it has to be. */
export async function call(path, options = {}) {
  if (session && Date.now() > session.expiresAt) {
    await refresh(session.refreshToken);
  }
  const used = present();
  const answer = await send(path, inSession(options), used.accessToken);
  if (answer.status !== 401) {
    return answer;
  }
  if (present().accessToken === used.accessToken) {
    await refresh(used.refreshToken);
  }
  return send(path, inSession(options), present().accessToken);
}

/** The session, or its refusal without asking the server: whoever signed out has nothing to ask any more. */
function present() {
  if (!session) {
    throw new Refusal(401, { code: 'session-ended' });
  }
  return session;
}

function inSession(options) {
  return { ...options, signal: options.signal ? AbortSignal.any([options.signal, calls.signal]) : calls.signal };
}

function refresh(used) {
  refreshing ??= exchange(used).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

async function exchange(used) {
  const answer = await send('auth/refresh', post({ refreshToken: used }));
  if (answer.ok) {
    keep(sessionOf(await answer.json()));
    tabs.postMessage({ used, session });
  } else if (answer.status === 400 || answer.status === 401) {
    end();
    ended();
    throw new Refusal(401, { code: 'session-ended' });
  } else {
    await read(answer);
  }
}

function post(body) {
  return { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
}

function search(query) {
  const parameters = new URLSearchParams(Object.entries(query).filter(([, value]) => value != null));
  return parameters.size ? '?' + parameters : '';
}

async function send(path, options, token) {
  const { signal } = calls;
  const headers = { Accept: 'application/json', ...options.headers };
  if (token) {
    headers.Authorization = 'Bearer ' + token;
  }
  try {
    return await fetch(new URL(path, BASE), { ...options, headers, cache: 'no-store', credentials: 'omit' });
  } catch (failure) {
    if (signal.aborted) {
      throw new Refusal(401, { code: 'session-ended' });
    }
    if (failure.name === 'AbortError') {
      throw failure;
    }
    throw new Refusal(0, { code: 'unreachable' });
  }
}

async function read(answer) {
  const text = await answer.text().catch(cut => {
    // The answer began and its rest never came: the session ended, or the connection did.
    throw cut.name === 'AbortError' ? new Refusal(401, { code: 'session-ended' }) : new Refusal(0, { code: 'unreachable' });
  });
  let body = null;
  try {
    body = text ? JSON.parse(text) : null;
  } catch {
    // A proxy's page, not ours; its status is all that we know.
  }
  if (!answer.ok) {
    throw new Refusal(answer.status, body?.code ? body : { code: 'http-' + answer.status });
  }
  return body;
}
