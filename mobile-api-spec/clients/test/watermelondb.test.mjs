import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { checklistFor, company, ledger, plan } from './company.mjs';
import { WatermelonPhone } from './watermelon-phone.mjs';

/** After quiescence the phone holds what the server holds for its owner, version by version. */
function sameAsServer(phone) {
  return phone.agrees((held, all) => {
    for (const name of phone.names) {
      assert.deepEqual(held[name], all[name] ?? {}, name);
    }
  });
}

const phoneOf = (owner) => new WatermelonPhone(owner).open();

test('a first sync brings everything', async () => {
  const siam = await company({ visits: 3 });
  const phone = await phoneOf(siam.somchai);

  await phone.sync();

  assert.equal(Object.keys((await phone.rows()).visits).length, 3);
  await sameAsServer(phone);
});

test('what was done offline arrives, and a changed status is the command', async () => {
  const siam = await company();
  const [visit] = siam.visits;
  const checklist = await checklistFor(siam, visit);
  const phone = await phoneOf(siam.somchai);
  await phone.sync();

  const started = new Date(Date.now() - 60_000);
  await phone.change('visits', visit, { status: 'in-progress', startedAt: started });
  await phone.change('checklists', checklist.id, { answers: { 'drain-flows': { value: true, at: started.toISOString() } } });
  const note = randomUUID();
  await phone.insert('notes', note, { visitId: visit, text: 'เปลี่ยนคอมเพรสเซอร์' });
  await phone.change('visits', visit, { status: 'done', outcome: 'fixed', workSummary: 'เปลี่ยนแล้ว', meterReading: 120.5 });
  await sameAsServer(phone);

  const seen = await siam.nok.get(`/visits/${visit}`);
  assert.deepEqual([seen.status, seen.outcome, seen.workSummary, seen.meterReading], ['done', 'fixed', 'เปลี่ยนแล้ว', 120.5]);
  assert.ok(Math.abs(new Date(seen.startedAt) - started) < 10_000, seen.startedAt);
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

  await phone.change('visits', visit, { diagnosis: 'คอมเพรสเซอร์ไหม้', remarks: 'ลูกค้าไม่อยู่' });
  await siam.nok.patch(`/visits/${visit}`, { diagnosis: 'น้ำยาหมด', title: 'แอร์ไม่เย็นห้อง 204', remarks: 'โทรก่อน' });
  await sameAsServer(phone);

  const row = await phone.row('visits', visit);
  assert.equal(row.diagnosis, 'คอมเพรสเซอร์ไหม้');
  assert.equal(row.title, 'แอร์ไม่เย็นห้อง 204');
  assert.match(row.remarks, /โทรก่อน[^]*ลูกค้าไม่อยู่/);
  const entries = await ledger(siam, visit);
  assert.deepEqual(entries.map((each) => [each.field, each.rule]).sort(), [['diagnosis', 'field-owner'], ['remarks', 'keep-both']]);
});

test('an edit that was not pushed when the office wrote keeps the version that was seen', async () => {
  const siam = await company();
  const [visit] = siam.visits;
  const phone = await phoneOf(siam.somchai);
  await phone.sync();

  // The pull comes between the edit and its push: WatermelonDB would take the new version for the one that was seen.
  const ask = phone.server.post.bind(phone.server);
  let written = false;
  phone.server.post = async (path, body) => {
    if (path.endsWith('/pull') && !written) {
      written = true;
      await siam.nok.patch(`/visits/${visit}`, { diagnosis: 'น้ำยาหมด' });
      await phone.change('visits', visit, { diagnosis: 'คอมเพรสเซอร์ไหม้' });
    }
    return ask(path, body);
  };
  await sameAsServer(phone);

  assert.equal((await phone.row('visits', visit)).diagnosis, 'คอมเพรสเซอร์ไหม้');
  const [entry] = await ledger(siam, visit);
  assert.deepEqual([entry.theirs, entry.yours], ['น้ำยาหมด', 'คอมเพรสเซอร์ไหม้']);
});

test('what the office owns comes back as the office has it, once, and the ledger keeps the rest', async () => {
  const siam = await company();
  const [visit] = siam.visits;
  const phone = await phoneOf(siam.somchai);
  await phone.sync();

  await phone.change('visits', visit, { title: 'ของฉัน', diagnosis: 'น้ำยาหมด' });
  await phone.insert('notes', 'not-a-uuid', { visitId: visit, text: 'x' });
  await phone.insert('notes', randomUUID(), { visitId: visit, text: '' });
  await phone.insert('notes', randomUUID(), { visitId: visit, text: 'ย'.repeat(1_500_000) });
  await sameAsServer(phone);
  const pushes = phone.line.pushes('/sync/watermelon/push').length;
  await phone.sync();

  assert.equal(phone.line.pushes('/sync/watermelon/push').length, pushes, 'nothing is pushed for ever');
  assert.equal((await phone.row('visits', visit)).title, 'แอร์ไม่เย็น');
  assert.equal((await phone.row('visits', visit)).diagnosis, 'น้ำยาหมด');
  assert.deepEqual((await phone.rows()).notes, {});
  assert.deepEqual((await ledger(siam, visit)).map((each) => [each.field, each.rule]), [['title', 'not-owner']]);
});

test('a note is deleted on both sides, and what may not be deleted comes back', async () => {
  const siam = await company();
  const [visit] = siam.visits;
  const phone = await phoneOf(siam.somchai);
  await phone.sync();
  const note = randomUUID();
  await phone.insert('notes', note, { visitId: visit, text: 'รหัสประตู 4411' });
  await sameAsServer(phone);

  await phone.remove('notes', note);
  await phone.remove('visits', visit);
  await sameAsServer(phone);

  assert.equal(await phone.row('notes', note), null);
  assert.equal((await phone.row('visits', visit)).status, 'dispatched');
  assert.deepEqual((await ledger(siam, visit)).map((each) => each.rule), ['not-permitted']);
  assert.deepEqual(await ledger(siam, note), []);
});

test('a visit that is given to another leaves the phone after its work was received', async () => {
  const siam = await company();
  const [visit, other] = siam.visits;
  const phone = await phoneOf(siam.somchai);
  await phone.sync();

  await phone.change('visits', visit, { diagnosis: 'น้ำยาหมด' });
  await plan(siam, visit, siam.malee, 5);
  await plan(siam, other, siam.malee, 7);
  await sameAsServer(phone);

  assert.equal(await phone.row('visits', visit), null);
  assert.equal(await phone.row('visits', other), null);
  const entries = await ledger(siam, visit);
  assert.ok(JSON.stringify(entries).includes('น้ำยาหมด'), JSON.stringify(entries));
});

test('an edit made while a pull takes the row away is received before the row goes', async () => {
  const siam = await company();
  const [visit] = siam.visits;
  const phone = await phoneOf(siam.somchai);
  await phone.sync();
  await plan(siam, visit, siam.malee, 5);

  const ask = phone.server.post.bind(phone.server);
  let written = false;
  phone.server.post = async (path, body) => {
    const answer = await ask(path, body);
    if (path.endsWith('/pull') && !written) {
      written = true;
      await phone.change('visits', visit, { diagnosis: 'ระหว่างซิงก์' });
    }
    return answer;
  };
  await sameAsServer(phone);

  assert.equal(await phone.row('visits', visit), null);
  assert.ok(JSON.stringify(await ledger(siam, visit)).includes('ระหว่างซิงก์'));
});

test('a lost answer has no second effect, and neither has an app that was killed before it', async () => {
  const siam = await company();
  const [visit] = siam.visits;
  const phone = await phoneOf(siam.somchai);
  await phone.sync();

  const note = randomUUID();
  await phone.insert('notes', note, { visitId: visit, text: 'ครั้งเดียว' });
  await phone.change('visits', visit, { status: 'en-route', title: 'ของฉัน', diagnosis: 'หนึ่ง' });
  await phone.save();
  phone.line.loseAnswers = 2;
  await assert.rejects(phone.sync(), /lost/);
  await assert.rejects(phone.sync(), /lost/);
  await siam.nok.patch(`/visits/${visit}`, { diagnosis: 'สำนักงาน' });
  await phone.open();
  assert.equal((await phone.row('visits', visit)).diagnosis, 'หนึ่ง');
  await phone.change('visits', visit, { workSummary: 'สอง' });
  await sameAsServer(phone);

  const row = await phone.row('visits', visit);
  assert.deepEqual([row.diagnosis, row.workSummary], ['สำนักงาน', 'สอง']);
  const steps = await siam.nok.get(`/visits/${visit}/steps`);
  assert.equal(JSON.stringify(steps).match(/"depart"/g).length, 1);
  assert.deepEqual((await ledger(siam, visit)).map((each) => each.rule), ['not-owner']);
  assert.equal((await siam.nok.get(`/notes?visitId=${visit}`)).items.length, 1);
});

test('the answer of a pull may be lost', async () => {
  const siam = await company();
  const [visit] = siam.visits;
  const phone = await phoneOf(siam.somchai);
  await phone.sync();

  const ask = phone.server.post;
  phone.server.post = async function lose(path, body) {
    await ask.call(this, path, body);
    throw new TypeError('the answer was lost');
  };
  await siam.nok.patch(`/visits/${visit}`, { title: 'ด่วน' });
  for (let i = 0; i < 4; i++) {
    await assert.rejects(phone.sync(), /lost/);
  }
  phone.server.post = ask;
  await sameAsServer(phone);

  assert.equal((await phone.row('visits', visit)).title, 'ด่วน');
});

test('a restarted app goes on where it was, and a database from another time is replaced', async () => {
  const siam = await company();
  const [visit] = siam.visits;
  const phone = await phoneOf(siam.somchai);
  await phone.sync();
  await phone.save();

  await phone.open();
  await sameAsServer(phone);
  const full = phone.line.calls.at(-1);
  assert.ok(full.body.lastPulledAt > 0);

  // A number that this server does not know, as after a restore.
  await phone.database.adapter.setLocal('__watermelon_last_pulled_at', '999999');
  await phone.change('visits', visit, { diagnosis: 'ไม่หาย' });
  await plan(siam, siam.visits[1], siam.malee, 5);
  await sameAsServer(phone);

  assert.equal((await phone.row('visits', visit)).diagnosis, 'ไม่หาย');
  assert.equal(await phone.row('visits', siam.visits[1]), null);
});

test('two phones of one technician end alike', async () => {
  const siam = await company();
  const [visit] = siam.visits;
  const phone = await phoneOf(siam.somchai);
  const tablet = await phoneOf(siam.somchai);
  await Promise.all([phone.sync(), tablet.sync()]);

  await phone.change('visits', visit, { diagnosis: 'จากมือถือ', status: 'in-progress' });
  await tablet.change('visits', visit, { diagnosis: 'จากแท็บเล็ต', meterReading: 7 });
  await phone.sync();
  await sameAsServer(tablet);
  await sameAsServer(phone);

  const row = await phone.row('visits', visit);
  assert.deepEqual([row.meterReading, row.status], [7, 'in-progress']);
  const [entry] = await ledger(siam, visit);
  assert.deepEqual([entry.theirs, entry.yours], ['จากมือถือ', 'จากแท็บเล็ต']);
});
