// The collections of the protocol and the kind of each field, as far as a client's database must know it: what `policy.md`
// says in more words. A test compares the two.

const text = 'text';
const number = 'number';
const instant = 'instant';
/** Anything with parts: a list, a position, the answers of a checklist. */
const json = 'json';

export const collections = {
  absences: { technicianId: text, from: instant, until: instant, kind: text, note: text },
  assets: {
    customerId: text, siteId: text, model: text, serial: text, installedOn: text, warrantyUntil: text, condition: text,
    meterReading: number, serialSeen: text, recentReports: json,
  },
  attachments: {
    visitId: text, assetId: text, caseId: text, checklistItemId: text, kind: text, sha256: text, size: number,
    contentType: text, takenAt: instant, caption: text, position: json, state: text, urls: json,
  },
  checklists: {
    visitId: text, templateId: text, templateVersion: number, title: json, items: json, answers: json, progress: json,
  },
  customers: { name: text, kind: text, language: text, category: text, phones: json, email: text },
  manuals: {
    model: text, title: text, kind: text, language: text, edition: number, sha256: text, size: number, contentType: text,
  },
  notes: { visitId: text, siteId: text, assetId: text, authorId: text, text: text, at: instant },
  notices: { kind: text, collection: text, recordId: text, text: text, at: instant },
  parts: {
    sku: text, name: text, unit: text, price: json, substitutes: json, models: json, leadTimeDays: number,
  },
  sites: {
    customerId: text, name: text, address: json, position: json, timeZone: text, contactName: text,
    contactPhone: text, accessNotes: text,
  },
  stock_levels: {
    partId: text, locationId: text, locationKind: text, onHand: number, reserved: number, available: number,
  },
  stock_movements: {
    partId: text, fromLocationId: text, toLocationId: text, quantity: number, reason: text, counted: number,
    expected: number, visitId: text, serial: text,
  },
  time_entries: {
    visitId: text, kind: text, startedAt: instant, duration: text, technicianId: text, correctedStart: instant,
  },
  visits: {
    number: text, caseId: text, agreementId: text, customerId: text, siteId: text, assetIds: json, kind: text,
    priority: text, title: text, instructions: text, technicianId: text, crewIds: json, plannedStart: instant,
    plannedEnd: instant, windowStart: instant, windowEnd: instant, duration: text, requiredSkills: json, status: text,
    waitingReason: text, acceptedAt: instant, departedAt: instant, startedAt: instant, finishedAt: instant,
    approvedAt: instant, cancelReason: text, outcome: text, diagnosis: text, workSummary: text, meterReading: number,
    signedBy: text, remarks: text, workStatus: text, performedBy: text, coverage: json, evidence: json,
  },
};
