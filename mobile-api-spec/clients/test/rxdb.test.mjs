import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { afterEach, test } from 'node:test';
import { schemas } from '../rxdb/schemas.mjs';
import { checklistFor, company, ledger, plan, truth, until, visitFor } from './company.mjs';
import { RxdbPhone } from './rxdb-phone.mjs';

const opened = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()));
});

async function phoneOf(owner, options) {
  const phone = new RxdbPhone(owner, options);
  await phone.open(options);
  opened.push(phone);
  return phone;
}

/** After quiescence the phone holds what the server holds for its owner, version by version. */
function sameAsServer(phone) {
  return phone.agrees((held, all) => {
    for (const name of phone.names) {
      assert.deepEqual(held[name], all[name] ?? {}, name);
    }
  });
}

test('a first sync brings everything, page by page', async () => {
  const siam = await company({ visits: 7 });
  const phone = await phoneOf(siam.somchai, { batchSize: 2 });

  await phone.sync();

  assert.equal(Object.keys((await phone.rows()).visits).length, 7);
  await sameAsServer(phone);
});

test('what was done offline arrives, and a changed status is the command', async () => {
  const siam = await company();
  const [visit] = siam.visits;
  const checklist = await checklistFor(siam, visit);
  const phone = await phoneOf(siam.somchai);
  await phone.sync();

  phone.line.offline = true;
  const started = new Date(Date.now() - 60_000).toISOString();
  await phone.change('visits', visit, { status: 'in-progress', startedAt: started });
  const answers = { 'drain-flows': { value: true, at: started } };
  await phone.change('checklists', checklist.id, { answers });
  const note = randomUUID();
  await phone.of('notes').insert({ id: note, visitId: visit, text: 'เปลี่ยนคอมเพรสเซอร์' });
  await phone.change('visits', visit, { status: 'done', outcome: 'fixed', workSummary: 'เปลี่ยนแล้ว', meterReading: 120.5 });
  phone.line.offline = false;
  await sameAsServer(phone);

  const seen = await siam.nok.get(`/visits/${visit}`);
  assert.equal(seen.status, 'done');
  assert.equal(seen.outcome, 'fixed');
  assert.equal(seen.workSummary, 'เปลี่ยนแล้ว');
  assert.equal(seen.meterReading, 120.5);
  assert.ok(Math.abs(new Date(seen.startedAt) - new Date(started)) < 10_000, seen.startedAt);
  const steps = await siam.nok.get(`/visits/${visit}/steps`);
  assert.deepEqual(JSON.stringify(steps).match(/"(start|complete)"/g), ['"start"', '"complete"']);
  assert.equal((await phone.row('notes', note)).authorId, siam.somchai.id);
  assert.equal((await phone.row('checklists', checklist.id)).answers['drain-flows'].value, true);
  assert.deepEqual(await ledger(siam, visit), []);
});

test('in a conflict both values are kept, and the phone ends with the one that stands', async () => {
  const siam = await company();
  const [visit] = siam.visits;
  const phone = await phoneOf(siam.somchai);
  await phone.sync();

  phone.line.offline = true;
  await phone.change('visits', visit, { diagnosis: 'คอมเพรสเซอร์ไหม้', remarks: 'ลูกค้าไม่อยู่' });
  await siam.nok.patch(`/visits/${visit}`, { diagnosis: 'น้ำยาหมด', title: 'แอร์ไม่เย็นห้อง 204', remarks: 'โทรก่อน' });
  phone.line.offline = false;
  await sameAsServer(phone);

  const row = await phone.row('visits', visit);
  assert.equal(row.diagnosis, 'คอมเพรสเซอร์ไหม้');
  assert.equal(row.title, 'แอร์ไม่เย็นห้อง 204');
  assert.match(row.remarks, /โทรก่อน[^]*ลูกค้าไม่อยู่/);
  const entries = await ledger(siam, visit);
  assert.deepEqual(entries.map((each) => [each.field, each.rule]).sort(), [['diagnosis', 'field-owner'], ['remarks', 'keep-both']]);
  const diagnosis = entries.find((each) => each.field === 'diagnosis');
  assert.equal(diagnosis.theirs, 'น้ำยาหมด');
  assert.equal(diagnosis.yours, 'คอมเพรสเซอร์ไหม้');
});

test('what the office owns comes back as the office has it, and the ledger keeps the rest', async () => {
  const siam = await company();
  const [visit] = siam.visits;
  const phone = await phoneOf(siam.somchai);
  await phone.sync();

  await phone.change('visits', visit, { title: 'ของฉัน', diagnosis: 'น้ำยาหมด', status: 'cancelled' });
  await sameAsServer(phone);

  const row = await phone.row('visits', visit);
  assert.equal(row.title, 'แอร์ไม่เย็น');
  assert.equal(row.status, 'dispatched');
  assert.equal(row.diagnosis, 'น้ำยาหมด');
  const entries = await ledger(siam, visit);
  assert.deepEqual(entries.map((each) => [each.field, each.rule]).sort(), [['status', 'not-owner'], ['title', 'not-owner']]);
});

test('a note is deleted on both sides, and what may not be deleted comes back', async () => {
  const siam = await company();
  const [visit] = siam.visits;
  const phone = await phoneOf(siam.somchai);
  await phone.sync();
  const note = randomUUID();
  await phone.of('notes').insert({ id: note, visitId: visit, text: 'รหัสประตู 4411' });
  await phone.sync();

  await (await phone.of('notes').findOne(note).exec()).remove();
  await (await phone.of('visits').findOne(visit).exec()).remove();
  await sameAsServer(phone);

  assert.equal(await phone.row('notes', note), null);
  assert.equal((await phone.row('visits', visit)).status, 'dispatched');
  assert.deepEqual((await ledger(siam, visit)).map((each) => each.rule), ['not-permitted']);
});

test('a row that the server cannot take does not stop the others', async () => {
  const siam = await company();
  const [visit] = siam.visits;
  const phone = await phoneOf(siam.somchai);
  await phone.sync();

  phone.line.offline = true;
  await phone.of('notes').insert({ id: 'not-a-uuid', visitId: visit, text: 'x' });
  await phone.of('notes').insert({ id: randomUUID(), visitId: visit, text: '' });
  await phone.of('notes').insert({ id: randomUUID(), visitId: visit, text: 'ย'.repeat(6_000_000) });
  const good = randomUUID();
  await phone.of('notes').insert({ id: good, visitId: visit, text: 'ดี' });
  phone.line.offline = false;
  await sameAsServer(phone);

  assert.deepEqual(Object.keys((await phone.rows()).notes), [good]);
});

test('a visit that is given to another leaves the phone after its work was received', async () => {
  const siam = await company();
  const [visit, other] = siam.visits;
  const phone = await phoneOf(siam.somchai);
  await phone.sync();

  phone.line.offline = true;
  await phone.change('visits', visit, { diagnosis: 'น้ำยาหมด' });
  await plan(siam, visit, siam.malee, 5);
  await plan(siam, other, siam.malee, 7);
  phone.line.offline = false;
  await sameAsServer(phone);

  assert.equal(await phone.row('visits', visit), null);
  assert.equal(await phone.row('visits', other), null);
  const entries = await ledger(siam, visit);
  assert.ok(JSON.stringify(entries).includes('น้ำยาหมด'), JSON.stringify(entries));
});

test('a lost answer has no second effect', async () => {
  const siam = await company();
  const [visit] = siam.visits;
  const phone = await phoneOf(siam.somchai);
  await phone.sync();

  phone.line.loseAnswers = 2;
  const note = randomUUID();
  await phone.of('notes').insert({ id: note, visitId: visit, text: 'ครั้งเดียว' });
  await phone.change('visits', visit, { status: 'en-route', title: 'ของฉัน' });
  await until('both pushes were repeated', () => phone.line.loseAnswers === 0);
  await sameAsServer(phone);

  const steps = await siam.nok.get(`/visits/${visit}/steps`);
  assert.equal(JSON.stringify(steps).match(/"depart"/g).length, 1);
  assert.equal((await ledger(siam, visit)).length, 1);
  assert.equal((await siam.nok.get(`/notes?visitId=${visit}`)).items.length, 1);
});

test('a phone with which the server cannot go on says what it has, and drops what must go', async () => {
  const siam = await company();
  const [leaves, stays] = siam.visits;
  const phone = await phoneOf(siam.somchai);
  await phone.sync();

  phone.line.offline = true;
  await phone.change('visits', stays, { diagnosis: 'น้ำยาหมด' });
  await plan(siam, leaves, siam.malee, 5);
  phone.line.spoilCheckpoints = true;
  phone.line.offline = false;
  await phone.sync();
  phone.line.spoilCheckpoints = false;
  await sameAsServer(phone);

  const told = phone.line.calls.filter((each) => each.path === '/sync/rxdb/visits/pull' && each.body.have);
  assert.ok(told.length > 0, 'it was never asked what it has');
  assert.deepEqual([...told[0].body.have].sort(), [leaves, stays].sort());
  assert.equal(await phone.row('visits', leaves), null);
  assert.equal((await phone.row('visits', stays)).diagnosis, 'น้ำยาหมด');
  assert.deepEqual(await ledger(siam, leaves), []);
});

test('an app that was killed before the answer goes on where it was', async () => {
  const siam = await company();
  const [visit] = siam.visits;
  const phone = await phoneOf(siam.somchai);
  await phone.sync();

  phone.line.loseAnswers = 1000;
  await phone.change('visits', visit, { diagnosis: 'หนึ่ง', title: 'ของฉัน' });
  await until('the server has it', async () => (await siam.nok.get(`/visits/${visit}`)).diagnosis === 'หนึ่ง');
  await phone.close();
  await siam.nok.patch(`/visits/${visit}`, { diagnosis: 'สำนักงาน' });
  phone.line.loseAnswers = 0;
  phone.line.offline = true;
  await phone.open();
  assert.equal((await phone.row('visits', visit)).diagnosis, 'หนึ่ง');
  await phone.change('visits', visit, { workSummary: 'สอง' });
  phone.line.offline = false;
  await sameAsServer(phone);

  // The diagnosis was received before and the office has seen it: only what is new is taken.
  const row = await phone.row('visits', visit);
  assert.equal(row.diagnosis, 'สำนักงาน');
  assert.equal(row.workSummary, 'สอง');
  assert.deepEqual((await ledger(siam, visit)).map((each) => each.rule), ['not-owner']);
});

test('two phones of one technician end alike', async () => {
  const siam = await company();
  const [visit] = siam.visits;
  const phone = await phoneOf(siam.somchai);
  const tablet = await phoneOf(siam.somchai);
  await Promise.all([phone.sync(), tablet.sync()]);

  phone.line.offline = true;
  tablet.line.offline = true;
  await phone.change('visits', visit, { diagnosis: 'จากมือถือ', status: 'in-progress' });
  await tablet.change('visits', visit, { diagnosis: 'จากแท็บเล็ต', meterReading: 7 });
  phone.line.offline = false;
  await phone.sync();
  tablet.line.offline = false;
  await sameAsServer(tablet);
  await sameAsServer(phone);

  assert.equal((await phone.row('visits', visit)).meterReading, 7);
  assert.equal((await phone.row('visits', visit)).status, 'in-progress');
  const [entry] = await ledger(siam, visit);
  assert.deepEqual([entry.theirs, entry.yours], ['จากมือถือ', 'จากแท็บเล็ต']);
});

test('a phone that listens gets what the office changes without asking', async () => {
  const siam = await company();
  const [visit] = siam.visits;
  const phone = await phoneOf(siam.somchai, { live: true });
  await phone.sync();

  await siam.nok.patch(`/visits/${visit}`, { title: 'ด่วน' });
  const more = await visitFor(siam, siam.somchai, 9);

  await until('both arrived', async () => (await phone.row('visits', visit)).title === 'ด่วน' && phone.row('visits', more));
  await until('all of it', async () => (await phone.row('visits', more))?.status === 'dispatched');
});

test('the office and the phone write at the same time, again and again', async () => {
  const siam = await company();
  const [visit] = siam.visits;
  const phone = await phoneOf(siam.somchai, { live: true });
  await phone.sync();

  for (let i = 0; i < 15; i++) {
    await Promise.all([
      phone.change('visits', visit, { diagnosis: `โทรศัพท์ ${i}`, workSummary: `งาน ${i}` }),
      siam.nok.patch(`/visits/${visit}`, { title: `สำนักงาน ${i}` }),
    ]);
  }
  await sameAsServer(phone);

  const row = await phone.row('visits', visit);
  assert.equal(row.diagnosis, 'โทรศัพท์ 14');
  assert.equal(row.title, 'สำนักงาน 14');
});

test('the usual 13 collections fit into one app', async () => {
  const siam = await company();
  const phone = await phoneOf(siam.somchai, { names: Object.keys(schemas()) });

  await sameAsServer(phone);

  assert.deepEqual(phone.errors, []);
});
