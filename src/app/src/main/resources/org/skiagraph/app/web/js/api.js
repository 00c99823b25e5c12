// Talks to the server. A token, if it wants one, is kept in this page's memory alone and goes into a header, never an address.

const ROOT = '/api/v1/';
let token = null;
let askForToken = async () => null;

/** @param ask gives the token that a person typed */
export function onTokenNeeded(ask) {
  askForToken = ask;
}

/** What the server said was wrong: where, what, remedy. */
export class Problem extends Error {
  constructor({ where = '', what = 'the server gave no reason', remedy = '' }) {
    super(what);
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
    throw new Problem({ what: 'the server does not answer', remedy: 'Look whether skiagraph serve still runs' });
  }
  if (response.status === 401) {
    token = await askForToken();
    return call(path, options);
  }
  if (!response.ok) {
    throw new Problem(await response.json().catch(() => ({})));
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

/** Each state of a study until it has ended. EventSource cannot send a token, so the stream is read by hand. */
export async function* states(id) {
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
