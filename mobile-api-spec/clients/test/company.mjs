// A company of its own for each test, made through the API as an admin would. The server is the one that NAICHANG_URL
// names; ClientLibrariesTest starts it, and `./naichang run` is as good.

import { randomUUID } from 'node:crypto';

const url = process.env.NAICHANG_URL ?? 'http://127.0.0.1:8080';
const PASSWORD = 'demo-naichang';
let number = 0;

export class Person {
  constructor(username, password = PASSWORD) {
    this.username = username;
    this.password = password;
    this.url = url;
    this.access = null;
  }

  /** As Server wants it. */
  token = async (renew) => {
    if (renew || !this.access) {
      this.access = (await send('POST', '/auth/token', { username: this.username, password: this.password })).accessToken;
    }
    return this.access;
  };

  async get(path) {
    return send('GET', path, undefined, await this.token());
  }

  async post(path, body = {}) {
    return send('POST', path, body, await this.token());
  }

  async patch(path, body) {
    return send('PATCH', path, body, await this.token(), {
      'Content-Type': 'application/merge-patch+json',
      'If-Match': '*',
    });
  }

  async delete(path) {
    return send('DELETE', path, undefined, await this.token(), { 'If-Match': '*' });
  }
}

async function send(method, path, body, token, headers = {}) {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
    headers: {
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...headers,
    },
  });
  const text = await answer.text();
  if (!answer.ok) {
    throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  }
  return text ? JSON.parse(text) : null;
}

const admin = new Person(process.env.NAICHANG_ADMIN ?? 'admin');

async function person(name, ...roles) {
  const username = `${name}.${++number}.${randomUUID().slice(0, 8)}`;
  const made = await admin.post('/users', { username, name, roles, password: PASSWORD, language: 'th' });
  return Object.assign(new Person(username), { id: made.id });
}

/** A dispatcher, two technicians, a customer with a site and a machine, and visits for the first technician. */
export async function company({ visits = 2 } = {}) {
  const nok = await person('nok', 'dispatcher', 'storekeeper');
  const somchai = await person('somchai', 'technician');
  const malee = await person('malee', 'technician');
  const customer = await nok.post('/customers', { name: 'โรงแรมริมปิง', kind: 'company', language: 'th' });
  const site = await nok.post('/sites', { customerId: customer.id, name: 'อาคารแม่ปิง', lat: 18.789, lon: 98.993 });
  const asset = await nok.post('/assets', {
    customerId: customer.id, siteId: site.id, model: `FTKM24-${randomUUID().slice(0, 4)}`, serial: `TH-${randomUUID()}`,
  });
  const all = { nok, somchai, malee, customer, site, asset, visits: [] };
  for (let i = 0; i < visits; i++) {
    all.visits.push(await visitFor(all, somchai, i + 1));
  }
  return all;
}

export async function visitFor({ nok, customer, site, asset }, technician, hours = 1) {
  const visit = await nok.post('/visits', {
    customerId: customer.id, siteId: site.id, assetIds: [asset.id], kind: 'repair', title: 'แอร์ไม่เย็น',
    diagnosis: 'ยังไม่ทราบ',
  });
  await plan({ nok }, visit.id, technician, hours);
  await nok.post(`/visits/${visit.id}/dispatch`);
  return visit.id;
}

export async function plan({ nok }, visit, technician, hours) {
  const start = Math.floor(Date.now() / 60_000) * 60_000 + hours * 3_600_000;
  await nok.post(`/visits/${visit}/schedule`, {
    technicianId: technician.id,
    plannedStart: new Date(start).toISOString(),
    plannedEnd: new Date(start + 50 * 60_000).toISOString(),
  });
}

/** A checklist of one question for a visit. */
export async function checklistFor({ nok }, visit) {
  const template = await nok.post('/checklist-templates', {
    title: { th: 'ล้างแอร์', en: 'Cleaning' },
    items: [
      { id: 'drain-flows', title: { th: 'น้ำทิ้งไหล', en: 'Drain flows' }, kind: 'yes-no', required: true },
      { id: 'noise', title: { th: 'เสียงดัง', en: 'Noise' }, kind: 'yes-no' },
    ],
  });
  await nok.post(`/visits/${visit}/checklists`, { templateId: template.id });
  return (await nok.get(`/visits/${visit}/checklists`))[0];
}

/** Everything that a technician's phone ought to hold, by the protocol's own pull: collection → id → {version, doc}. */
export async function truth(technician) {
  const device = await technician.post('/sync/devices', {
    installId: `witness-${randomUUID()}`, platform: 'other', appVersion: '1', schema: 3,
  });
  const rows = {};
  let cursor = null;
  for (let more = true; more;) {
    const page = await technician.post('/sync/pull', {
      deviceId: device.deviceId, epoch: device.epoch, cursor, limit: 1000, schema: 3,
    });
    for (const { collection, id, op, version, doc } of page.changes) {
      rows[collection] ??= {};
      if (op === 'put') {
        rows[collection][id] = { version, doc };
      } else {
        delete rows[collection][id];
      }
    }
    ({ cursor, more } = page);
  }
  return rows;
}

/** What the ledger holds of a row. */
export async function ledger({ nok }, recordId) {
  return (await nok.get(`/conflicts?recordId=${recordId}&limit=500`)).items;
}

/** Waits until the question is answered with something true. */
export async function until(what, question, seconds = 20) {
  for (const end = Date.now() + seconds * 1000; ;) {
    const answer = await question();
    if (answer) {
      return answer;
    }
    if (Date.now() > end) {
      throw new Error(`in ${seconds} s it did not come true: ${what}`);
    }
    await new Promise((next) => { setTimeout(next, 25); });
  }
}
