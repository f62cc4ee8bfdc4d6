// The dialog of one act on one session: exactly whom, what happens, what may be lost, and what became of it.
import {useEffect, useRef, useState} from 'preact/hooks';
import {html} from './html.js';
import {ACTS, DRY_RUN, FAILURES, FIELDS, STUCK, TEXTS, VERIFIED, answered, outcome, stateWord} from './texts.js';
import {Name, visible} from './names.js';
import {Time, duration} from './format.js';
import {Shape} from './shapes.js';
import {ACT_MILLIS, call, newRequestId} from './api.js';
import {hostBean} from './store.js';
import {load, observeEvents, readAgain} from './live.js';
import {isFresh} from './ages.js';
import {Countdown, whyNot} from './table.js';
import {inState} from './filter.js';
import {Dialog} from './dialog.js';
import {Fields, firstInput} from './fields.js';

/** What is sent. Each names the logon by its Key: a session that changed hands since it was drawn is not touched. */
const SENT = {
  logoff: (session, input, id, dryRun) => ['requestLogoff', [session.Key, session.Account, '', 0, id, input.reason, dryRun]],
  warn: (session, input) => ['requestWarning', [session.Key, input.message, Math.round(input.minutes * 60)]],
  cancel: session => ['requestCancel', [session.Key]],
  disconnect: session => ['requestDisconnect', [session.Key]],
  message: (session, input) => ['requestMessage', [session.Key, input.caption, input.message]],
  ask: (session, input) => ['requestQuestion', [session.Key, input.caption, input.message, input.buttons, input.seconds]]
};

const GUARDED = ['logoff', 'warn'];

export function ActDialog({act, drawn, state, onClose}) {
  const text = ACTS[act];
  // Whom this dialog is about never changes while it is open; what is known of that logon does.
  const session = state.sessions.get(drawn.Key) ?? {...drawn, gone: true};
  const [input, setInput] = useState(() => firstInput(act));
  const [busy, setBusy] = useState('');
  const [result, setResult] = useState(null);
  const requestId = useRef(newRequestId());
  useFollow(result, setResult, drawn, state);

  const send = async (shown, sent) => {
    setBusy(shown);
    setResult(null);
    try {
      const millis = ACT_MILLIS + (act === 'ask' ? input.seconds * 1000 : 0);
      const answer = await call(hostBean(drawn), ...sent, input.reason.trim(), millis);
      setResult(answer.Button ? answered(answer.Button) : resultOf(act, answer));
      // An answer is final: the next try is another request.
      requestId.current = newRequestId();
      if (!answer.DryRun) readAgain(drawn.Key);
    } catch (error) {
      setResult({...(FAILURES[error.kind] ?? FAILURES.invalid), message: error.message, retry: error.kind !== 'gone'});
      if (error.kind === 'gone') load();
    }
    setBusy('');
  };
  const submit = event => {
    event.preventDefault();
    if (!why) send(text.busy, SENT[act](drawn, {...input, reason: input.reason.trim()}, requestId.current, false));
  };
  const dryRun = () =>
    send(FIELDS.checking, SENT.logoff(drawn, {...input, reason: input.reason.trim()}, '', true));

  const why = whyNot(session, isFresh(state.hosts.get(drawn.host)));
  const over = result?.over;
  // The answer of a user takes minutes, and is in the history too.
  const waits = busy && act === 'ask';
  return html`
    <${Dialog} kind="act-dialog" title=${html`${text.title} <${Name} text=${drawn.Account}/>${act === 'warn' || act === 'logoff' ? '?' : ''}`} onClose=${onClose} locked=${Boolean(busy) && !waits}>
      <${Who} session=${session} drawn=${drawn}/>
      <form onSubmit=${submit}>
        ${!over && html`
          <p class="consequence">${text.text}${session.State === 'DISCONNECTED' && text.away && html` <strong>${text.away}</strong>`}</p>
          <${Fields} act=${act} input=${input} change=${parts => setInput({...input, ...parts})}/>`}
        ${why && !result && html`<p class="outcome bad" role="alert">${visible(why)}</p>`}
        ${waits && html`<p class="outcome wait" role="status">${FIELDS.waiting}</p>`}
        <${Result} result=${result}/>
        <div class="buttons">
          <button type="button" data-first onClick=${onClose} disabled=${Boolean(busy) && !waits}>${over || waits ? TEXTS.close : TEXTS.cancel}</button>
          ${!over && GUARDED.includes(act) && html`<button type="button" onClick=${dryRun} disabled=${Boolean(busy || why)}>${busy === FIELDS.checking ? busy : FIELDS.check}</button>`}
          ${!over && html`<button class=${GUARDED.includes(act) ? 'danger' : 'primary'} disabled=${Boolean(busy || why)}>${busy && busy !== FIELDS.checking ? busy : text.verb}</button>`}
        </div>
      </form>
    <//>`;
}

/** Over: there is nothing more to do here. A refusal or a failure keeps the form, so that it can be corrected. */
function resultOf(act, answer) {
  if (answer.DryRun) {
    const known = answer.Outcome === 'ACCEPTED' ? DRY_RUN.ACCEPTED : {...outcome(act, answer.Outcome), next: DRY_RUN.OTHER.next};
    return {...known, message: answer.Message};
  }
  const words = outcome(act, answer.Outcome);
  return {
    ...words,
    message: answer.Message,
    over: words.tone !== 'bad' && answer.Outcome !== 'NOT_FOUND',
    awaits: act === 'logoff' && ['ACCEPTED', 'PENDING'].includes(answer.Outcome)
  };
}

/** After Windows has accepted a logoff, waits until it is verified, by the events or by the next reading. */
function useFollow(result, setResult, drawn, state) {
  const waits = Boolean(result?.awaits);
  useEffect(() => {
    if (!waits) return undefined;
    return observeEvents(event => {
      if (event.data?.Session !== drawn.Key) return;
      if (['logoffd.logoff.ended', 'logoffd.logoff.done'].includes(event.type)) {
        setResult({...VERIFIED, message: event.message, over: true});
      } else if (event.type === 'logoffd.logoff.stuck') {
        setResult({...STUCK, message: event.message, over: true, awaits: true});
      }
    });
  }, [waits]);
  const host = state.hosts.get(drawn.host);
  const gone = waits && isFresh(host) && !state.sessions.has(drawn.Key);
  useEffect(() => {
    if (gone) setResult({...VERIFIED, message: '', over: true});
  }, [gone]);
}

const Result = ({result}) => html`
  <div class=${'outcome ' + (result?.tone ?? 'none')} role="alert">${result && html`
    <p><strong>${result.title}</strong></p>
    ${result.message && html`<p><${Name} text=${result.message}/></p>`}
    ${result.next && html`<p>${result.next}</p>`}`}
  </div>`;

function Who({session, drawn}) {
  const W = FIELDS.who;
  return html`
    <dl class="who-exactly">
      <div><dt>${W.user}</dt><dd><${Name} text=${drawn.Account}/></dd></div>
      <div><dt>${W.host}</dt><dd><${Name} text=${drawn.host}/> <span class="quiet">${W.id} ${drawn.UniqueId}</span></dd></div>
      <div><dt>${W.since}</dt><dd><${Time} iso=${drawn.LogonTime}/></dd></div>
      <div><dt>${W.from}</dt><dd>${drawn.ClientName || drawn.ClientAddress ? html`<${Name} text=${drawn.ClientName}/> <span class="quiet"><${Name} text=${drawn.ClientAddress}/></span>` : FIELDS.local}</dd></div>
      <div><dt>${W.state}</dt><dd>${session.gone
        ? TEXTS.detail.gone
        : html`<span class=${'state ' + session.State}><${Shape} of=${session.State}/>${stateWord(session.State)}</span>${inState(session) >= 0 && ` ${FIELDS.since} ${duration(inState(session))}`}
          ${session.LogoffState === 'WARNED' && html` · <${Countdown} session=${session}/>`}`}</dd></div>
    </dl>`;
}
