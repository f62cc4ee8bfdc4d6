// Acting on several sessions: the service previews whom it concerns and who is left out, then each has a result.
import {useEffect, useState} from 'preact/hooks';
import {html} from './html.js';
import {BULK, DRY_RUN, FAILURES, TEXTS, outcome} from './texts.js';
import {Name} from './names.js';
import {call} from './api.js';
import {store} from './store.js';
import {load} from './live.js';
import {Dialog} from './dialog.js';
import {Fields, firstInput} from './fields.js';

/** What is sent for some sessions of one host. */
const SENT = {
  logoff: (keys, input, dryRun) => ['logoffSelected', [keys, keys.length, input.reason.trim(), dryRun]],
  warn: (keys, input, dryRun) =>
    ['warnSelected', [keys, keys.length, input.message, Math.round(input.minutes * 60), input.reason.trim(), dryRun]],
  message: (keys, input, dryRun) => ['messageSelected', [keys, keys.length, input.caption, input.message, dryRun]]
};

/** The service takes so many Keys in one request. */
const KEYS_AT_ONCE = 1000;
/** Drawn at once; more would make the page slow. */
const ROWS = 200;

/** Splits sessions into requests: each to one host. */
function requests(sessions) {
  const hosts = new Map();
  for (const session of sessions) hosts.set(session.host, [...hosts.get(session.host) ?? [], session]);
  return [...hosts.values()].flatMap(those =>
    Array.from({length: Math.ceil(those.length / KEYS_AT_ONCE)}, (_, i) => those.slice(i * KEYS_AT_ONCE, (i + 1) * KEYS_AT_ONCE)));
}

/** The answers are in the order of the Keys; a single one without a session is about all of them. */
async function ask(act, sessions, input, dryRun) {
  try {
    const bean = store.hosts.get(sessions[0].host)?.bean ?? '';
    const answers = await call(bean, ...SENT[act](sessions.map(each => each.Key), input, dryRun), input.reason.trim());
    return sessions.map((session, i) => resultOf(act, answers.length === sessions.length ? answers[i] : answers[0]));
  } catch (error) {
    const words = FAILURES[error.kind] ?? FAILURES.invalid;
    return sessions.map(() => ({...words, message: error.message, failed: true}));
  }
}

function resultOf(act, answer) {
  const accepted = ['ACCEPTED', 'DONE', 'PENDING', 'WARNED'].includes(answer.Outcome);
  const words = answer.DryRun && accepted ? DRY_RUN.ACCEPTED : outcome(act, answer.Outcome);
  return {...words, message: answer.Message, accepted, failed: !accepted && answer.Outcome !== 'GONE'};
}

export function BulkDialog({act, drawn, onClose, onDone}) {
  const text = BULK.acts[act];
  const [phase, setPhase] = useState(act === 'logoff' ? 'preview' : 'input');
  const [chosen, setChosen] = useState(drawn);
  const [results, setResults] = useState(new Map());
  const [input, setInput] = useState(() => firstInput(act));
  const change = parts => setInput({...input, ...parts});
  const run = async (sessions, dryRun) => {
    setPhase(dryRun ? 'preview' : 'running');
    setResults(new Map());
    for (const those of requests(sessions)) {
      const answers = await ask(act, those, input, dryRun);
      setResults(before => new Map([...before, ...those.map((session, i) => [session.Key, answers[i]])]));
    }
    setPhase(dryRun ? 'ready' : 'done');
    if (!dryRun) load();
  };
  useEffect(() => { if (phase === 'preview') run(drawn, true); }, []);
  const included = chosen.filter(session => results.get(session.Key)?.accepted);
  const failed = chosen.filter(session => results.get(session.Key)?.failed);
  const busy = phase === 'preview' || phase === 'running';
  const again = () => {
    setChosen(failed);
    run(failed, true);
  };
  const begin = () => {
    setChosen(included);
    run(included, false);
  };
  const close = () => { if (phase === 'done') onDone(); onClose(); };
  const left = chosen.length - included.length;
  return html`
    <${Dialog} kind="bulk-dialog" title=${phase === 'done' || phase === 'running' ? text.resultTitle : text.title(chosen.length)} onClose=${close} locked=${phase === 'running'}>
      ${phase === 'input' && html`<p class="consequence">${text.text}</p>`}
      ${phase === 'ready' && html`<p class="consequence">${text.preview(included.length)}${left > 0 && ` ${BULK.left(left)}`}</p>`}
      ${busy && html`<p class="consequence">${BULK.progress(results.size, chosen.length)}</p>`}
      ${phase === 'done' && html`<p class="consequence">${text.done(included.length)}${left > 0 && ` ${BULK.rest(left)}`}</p>`}
      ${(phase === 'input' || (phase === 'ready' && act === 'logoff')) && html`
        <form id="bulk" onSubmit=${event => { event.preventDefault(); run(chosen, true); }}><${Fields} act=${act} input=${input} change=${change}/></form>`}
      <${List} sessions=${chosen} results=${results}/>
      <div class="buttons">
        <button data-first disabled=${phase === 'running'} onClick=${close}>${phase === 'done' ? TEXTS.close : TEXTS.cancel}</button>
        ${phase === 'input' && html`<button class="primary" form="bulk">${BULK.check}</button>`}
        ${phase === 'ready' && act !== 'logoff' && html`<button onClick=${() => setPhase('input')}>${BULK.back}</button>`}
        ${phase === 'ready' && html`<button disabled=${failed.length === 0} onClick=${again}>${BULK.previewAgain}</button>`}
        ${phase === 'ready' && html`<button class=${act === 'message' ? 'primary' : 'danger'} disabled=${included.length === 0} onClick=${begin}>${text.verb(included.length)}</button>`}
        ${phase === 'done' && failed.length > 0 && html`<button onClick=${again}>${BULK.retry(failed.length)}</button>`}
      </div>
    <//>`;
}

/** Those that something is wrong with come first. */
function List({sessions, results}) {
  const order = session => Number(results.get(session.Key)?.accepted ?? false);
  const drawn = [...sessions].sort((a, b) => order(a) - order(b)).slice(0, ROWS);
  return html`
    <div class="bulk-list" tabindex="0" role="region" aria-label=${BULK.listLabel}>
      <table>
        <thead><tr><th scope="col">${TEXTS.columns.user}</th><th scope="col">${TEXTS.columns.host}</th><th scope="col">${BULK.result}</th></tr></thead>
        <tbody>${drawn.map(session => {
          const result = results.get(session.Key);
          return html`<tr key=${session.Key}><th scope="row"><${Name} text=${session.Account}/></th><td><${Name} text=${session.host}/></td>
            <td>${result && html`<strong class=${'tone-' + result.tone}>${result.title}</strong>${!result.accepted && html` <${Name} text=${result.message}/>`}`}</td></tr>`;
        })}</tbody>
      </table>
      ${sessions.length > ROWS && html`<p class="quiet">${BULK.more(sessions.length - ROWS)}</p>`}
    </div>`;
}
