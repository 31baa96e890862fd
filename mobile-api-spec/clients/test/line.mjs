// The line between a phone and the server, which a test can cut.

export class Line {
  constructor() {
    this.offline = false;
    this.loseAnswers = 0;
    this.spoilCheckpoints = false;
    this.calls = [];
  }

  /** Takes the place of fetch. */
  fetch = async (url, options) => {
    const path = new URL(url).pathname.replace('/api/v1', '');
    if (this.offline) {
      throw new TypeError('offline');
    }
    const body = options.body ? JSON.parse(options.body) : null;
    if (this.spoilCheckpoints && body?.checkpoint) {
      // To the server it is then as one of a history that was lost, or of months ago.
      body.checkpoint = { c: 'of another history' };
      options.body = JSON.stringify(body);
    }
    const answer = await fetch(url, options);
    this.calls.push({ path, body, status: answer.status });
    if (this.loseAnswers > 0 && path.endsWith('/push')) {
      this.loseAnswers--;
      await answer.text();
      throw new TypeError('the answer was lost');
    }
    return answer;
  };

  pushes(path) {
    return this.calls.filter((each) => each.path === path);
  }
}
