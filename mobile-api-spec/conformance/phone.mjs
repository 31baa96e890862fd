// What a phone holds after its calls, by the protocol: the rows that the server gave it, and its own mutations.
export class Phone {
  rows = new Map(); // collection/id -> the change that put it
  hidden = new Set(); // the server took these away, but own work on them is not covered yet
  mutations = new Map(); // seq -> { row, overlay, held, covered }
  fresh = undefined; // rows that a round brought that began with `cursor: null`, until it ends
  durableSeq = 0;

  /** The phone queues what it is about to send; it may never arrive. */
  sends(request) {
    for (const { seq, op, collection, id } of request?.mutations ?? []) {
      if (this.mutations.has(seq)) continue;
      this.mutations.set(seq, { row: `${collection}/${id}`, overlay: op !== 'void', held: false, covered: false });
    }
  }

  hears(request, answer) {
    if (request?.cursor === null) this.fresh = new Set();
    this.durableSeq = Math.max(this.durableSeq, answer.durableSeq ?? 0);
    for (const { seq, status } of answer.results ?? []) {
      const own = this.mutations.get(seq);
      own.covered = answer.receipt !== undefined;
      own.held = status === 'held';
      own.overlay &&= status !== 'rejected';
    }
    for (const change of answer.changes ?? []) this.applies(change);
    for (const { seq, status } of answer.outcomes ?? []) {
      if (status !== 'held') Object.assign(this.mutations.get(seq), { held: false, overlay: false });
    }
    if (answer.more === false) this.endsRound(answer);
    for (const row of this.hidden) if (!this.owes(row)) this.forgets(row);
  }

  applies({ collection, id, op, ...change }) {
    const row = `${collection}/${id}`;
    if (op === 'put') {
      this.rows.set(row, change);
      this.fresh?.add(row);
      this.hidden.delete(row);
    } else if (this.owes(row) && this.rows.has(row)) {
      this.hidden.add(row);
    } else {
      this.forgets(row);
    }
  }

  endsRound(answer) {
    for (const [seq, own] of this.mutations) own.overlay &&= own.held || seq > answer.lastSeq;
    if (this.fresh) for (const row of this.rows.keys()) if (!this.fresh.has(row)) this.forgets(row);
    this.fresh = undefined;
  }

  owes(row) {
    return [...this.mutations.values()].some((own) => own.row === row && !own.covered);
  }

  forgets(row) {
    this.rows.delete(row);
    this.hidden.delete(row);
  }

  numbers(wanted) {
    return [...this.mutations].filter(([seq, own]) => wanted(own, seq)).map(([seq]) => seq);
  }

  /** As the key `state` of a case shows it. */
  state() {
    return {
      holds: Object.fromEntries([...this.rows].filter(([row]) => !this.hidden.has(row))),
      hidden: [...this.hidden],
      overlays: this.numbers((own) => own.overlay),
      keeps: this.numbers((own, seq) => !own.covered || seq > this.durableSeq),
    };
  }
}
