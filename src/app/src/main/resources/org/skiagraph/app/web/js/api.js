// Talks to the server. A token, if it wants one, is kept in this page's memory alone and goes into a header, never an address.

const ROOT = '/api/v1/';
const SILENCE = { what: 'the server does not answer', remedy: 'Look whether skiagraph serve still runs' };
let token = null;
let askForToken = async () => null;

/** @param ask gives the token that a person typed */
export function onTokenNeeded(ask) {
  askForToken = ask;
}

/** What the server said was wrong: where, what, remedy. */
export class Problem extends Error {
  constructor({ where = '', what = 'the server gave no reason', remedy = '', status = 0 }) {
    super(what);
    this.isRefusal = status >= 400 && status < 500;
    this.where = where;
    this.what = what;
    this.remedy = remedy;
  }
}

async function call(path, options = {}) {
  const headers = { ...options.headers };
  if (token) {
    headers.Authorization = `Bearer ${token}`;
  }
  let response;
  try {
    response = await fetch(ROOT + path, { ...options, headers });
  } catch {
    throw new Problem(SILENCE);
  }
  if (response.status === 401) {
    token = await askForToken();
    return call(path, options);
  }
  if (!response.ok) {
    throw new Problem({ ...await response.json().catch(() => ({})), status: response.status });
  }
  return response;
}

export const json = async (path) => (await call(path)).json();

export const blob = async (path) => (await call(path)).blob();

export async function post(path, document = {}) {
  const response = await call(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(document),
  });
  return response.json();
}

export const submit = (request) => post('studies', request);

export const cancel = (id) => call(`studies/${id}`, { method: 'DELETE' });

const ENDS = ['written', 'failed', 'cancelled'];
const PAUSE = 2000;
const MOST_LOST = 30;

/** Each state of a study until it has ended. A stream that is lost is taken up again: the study is made all the same. */
export async function* states(id) {
  let lost = 0;
  for (;;) {
    try {
      for await (const state of stream(id)) {
        lost = 0;
        yield state;
        if (ENDS.includes(state.state)) {
          return;
        }
      }
    } catch (problem) {
      // What the server refuses it refuses again.
      if (problem.isRefusal || lost >= MOST_LOST) {
        throw problem instanceof Problem ? problem : new Problem(SILENCE);
      }
    }
    lost += 1;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

/** EventSource cannot send a token, so the stream is read by hand. */
async function* stream(id) {
  const response = await call(`studies/${id}/events`);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    const parts = (rest + value).split('\n\n');
    rest = parts.pop();
    for (const part of parts) {
      const data = part.split('\n').filter((line) => line.startsWith('data:')).map((line) => line.slice(5)).join('\n');
      if (data) {
        yield JSON.parse(data);
      }
    }
  }
}
