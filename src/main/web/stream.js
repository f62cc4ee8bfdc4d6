// The event stream, read by fetch, because EventSource cannot send credentials. It reconnects by itself.
import {request} from './api.js';

/** Longer than two heartbeats of the service: a connection that is silent for that long is dead. */
const SILENCE_MILLIS = 40_000;
const LONGEST_PAUSE_MILLIS = 30_000;

/** Splits what arrives into events; an event can be spread over several chunks. */
export function parser(onEvent) {
  let rest = '';
  return text => {
    const blocks = (rest + text).split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) {
      const fields = {};
      for (const line of block.split('\n')) {
        const colon = line.indexOf(':');
        if (colon > 0) fields[line.slice(0, colon)] = line.slice(colon + 1).replace(/^ /, '');
      }
      if (fields.data) onEvent(fields.id, JSON.parse(fields.data));
    }
  };
}

/**
 * Follows the events until the signal is aborted.
 *
 * @param on functions: event(event), open(again), lost(error); lost returns whether to try again
 */
export async function follow(signal, on) {
  let last = '';
  let failures = 0;
  while (!signal.aborted) {
    try {
      await once();
    } catch (e) {
      if (signal.aborted || !on.lost(e)) return;
    }
    failures++;
    await pause(Math.max(1000, Math.min(LONGEST_PAUSE_MILLIS, 500 * 2 ** failures) * (0.5 + Math.random() / 2)));
  }

  async function once() {
    const attempt = new AbortController();
    const end = () => attempt.abort();
    signal.addEventListener('abort', end);
    let watchdog = setTimeout(end, SILENCE_MILLIS);
    try {
      const response = await request('../events', {
        signal: attempt.signal, headers: last ? {'Last-Event-ID': last} : {}
      });
      on.open(failures > 0 || last !== '');
      const parse = parser((id, event) => {
        last = id ?? last;
        on.event(event);
      });
      const reader = response.body.getReader();
      const decoder = new TextDecoder();
      for (;;) {
        const {done, value} = await reader.read();
        if (done) throw new Error('the stream has ended');
        failures = 0;
        clearTimeout(watchdog);
        watchdog = setTimeout(end, SILENCE_MILLIS);
        parse(decoder.decode(value, {stream: true}));
      }
    } finally {
      clearTimeout(watchdog);
      signal.removeEventListener('abort', end);
      attempt.abort();
    }
  }

  function pause(millis) {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, millis);
      signal.addEventListener('abort', () => { clearTimeout(timer); resolve(); }, {once: true});
    });
  }
}
