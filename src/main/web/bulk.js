// Logging off several sessions: the service previews who would be logged off and who is left out, then each has a result.
import {useEffect, useState} from 'preact/hooks';
import {html} from './html.js';
import {BULK, DRY_RUN, FAILURES, FIELDS, TEXTS, outcome} from './texts.js';
import {Name} from './names.js';
import {call} from './api.js';
import {load, store} from './store.js';
import {Dialog} from './dialog.js';

/** Sends one request to each host; the result of every session is by its Key. */
async function onEachHost(sessions, reason, dryRun, tell) {
  const hosts = new Map();
  for (const session of sessions) hosts.set(session.host, [...hosts.get(session.host) ?? [], session]);
  for (const [name, those] of hosts) {
    const results = await onHost(store.hosts.get(name)?.bean ?? '', those, reason, dryRun);
    tell(new Map(those.map((session, i) => [session.Key, results[i]])));
  }
}

/** The answers are in the order of the Keys; a single one without a session is about all of them. */
async function onHost(bean, sessions, reason, dryRun) {
  try {
    const answers = await call(bean, 'logoffSelected', [sessions.map(each => each.Key), sessions.length, reason, dryRun]);
    return sessions.map((session, i) => resultOf(answers.length === sessions.length ? answers[i] : answers[0]));
  } catch (error) {
    const words = FAILURES[error.kind] ?? FAILURES.invalid;
    return sessions.map(() => ({...words, message: error.message, failed: true}));
  }
}

function resultOf(answer) {
  const accepted = ['ACCEPTED', 'DONE', 'PENDING'].includes(answer.Outcome);
  const words = answer.DryRun && accepted ? DRY_RUN.ACCEPTED : outcome('logoff', answer.Outcome);
  return {...words, message: answer.Message, accepted, failed: !accepted && answer.Outcome !== 'GONE'};
}

export function BulkDialog({drawn, onClose, onDone}) {
  const [phase, setPhase] = useState('preview');
  const [chosen, setChosen] = useState(drawn);
  const [results, setResults] = useState(new Map());
  const [reason, setReason] = useState('');
  const run = async (sessions, dryRun) => {
    setPhase(dryRun ? 'preview' : 'running');
    setResults(new Map());
    await onEachHost(sessions, reason.trim(), dryRun, some => setResults(before => new Map([...before, ...some])));
    setPhase(dryRun ? 'ready' : 'done');
    if (!dryRun) load();
  };
  useEffect(() => { run(drawn, true); }, []);
  const included = chosen.filter(session => results.get(session.Key)?.accepted);
  const failed = chosen.filter(session => results.get(session.Key)?.failed);
  const busy = phase === 'preview' || phase === 'running';
  const again = () => {
    setChosen(failed);
    run(failed, true);
  };
  const act = () => {
    setChosen(included);
    run(included, false);
  };
  const close = () => { if (phase === 'done') onDone(); onClose(); };
  return html`
    <${Dialog} kind="bulk-dialog" title=${phase === 'done' || phase === 'running' ? BULK.resultTitle : BULK.title(chosen.length)} onClose=${close} locked=${phase === 'running'}>
      ${phase === 'ready' && html`<p class="consequence">${BULK.preview(included.length, chosen.length - included.length)}</p>`}
      ${busy && html`<p class="consequence">${BULK.progress(results.size, chosen.length)}</p>`}
      ${phase === 'done' && html`<p class="consequence">${BULK.done(included.length, chosen.length - included.length)}</p>`}
      <${List} sessions=${chosen} results=${results}/>
      ${phase === 'ready' && html`<form onSubmit=${event => event.preventDefault()}>
        <label>${FIELDS.reason}<input name="reason" maxlength="1024" value=${reason} placeholder=${FIELDS.reasonHint} onInput=${event => setReason(event.target.value)}/></label></form>`}
      <div class="buttons">
        <button data-first disabled=${phase === 'running'} onClick=${close}>${phase === 'done' ? TEXTS.close : TEXTS.cancel}</button>
        ${phase === 'ready' && html`<button disabled=${failed.length === 0} onClick=${again}>${BULK.previewAgain}</button>`}
        ${phase === 'ready' && html`<button class="danger" disabled=${included.length === 0} onClick=${act}>${BULK.verb(included.length)}</button>`}
        ${phase === 'done' && failed.length > 0 && html`<button onClick=${again}>${BULK.retry(failed.length)}</button>`}
      </div>
    <//>`;
}

const List = ({sessions, results}) => html`
  <div class="bulk-list" tabindex="0" role="region" aria-label=${BULK.listLabel}>
    <table>
      <thead><tr><th scope="col">${TEXTS.columns.user}</th><th scope="col">${TEXTS.columns.host}</th><th scope="col">${BULK.result}</th></tr></thead>
      <tbody>${sessions.map(session => {
        const result = results.get(session.Key);
        return html`<tr key=${session.Key}><th scope="row"><${Name} text=${session.Account}/></th><td><${Name} text=${session.host}/></td>
          <td>${result && html`<strong class=${'tone-' + result.tone}>${result.title}</strong>${!result.accepted && html` <${Name} text=${result.message}/>`}`}</td></tr>`;
      })}</tbody>
    </table>
  </div>`;
