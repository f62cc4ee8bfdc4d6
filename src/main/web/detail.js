// Everything known of one session, in words, and its processes.
import {useLayoutEffect, useRef, useState} from 'preact/hooks';
import {html} from './html.js';
import {LOCKS, LOGOFF_STATES, PROTOCOLS, TEXTS, stateWord} from './texts.js';
import {Name, visible} from './names.js';
import {Time, bytes, duration} from './format.js';
import {Shape} from './shapes.js';
import {call, readAll, valueOf} from './api.js';
import {sessionBean, store} from './store.js';
import {isFresh} from './ages.js';
import {ActButton, Countdown} from './table.js';
import {inState} from './filter.js';
import {Story} from './history.js';

const D = TEXTS.detail;

/** The acts that are not in the table come first. */
const BUTTONS = [['message', false], ['ask', false], ['disconnect', false], ['warn', true], ['logoff', true]];

export function Detail({sessionKey, session, begin, onClose, change}) {
  // A session that ends while it is looked at stays, as it was last seen.
  const last = useRef(session);
  if (session) last.current = session;
  const shown = session ?? (last.current && {...last.current, gone: true});
  const panel = useRef(null);
  // Before the page is drawn: what the details cover loses the focus then.
  useLayoutEffect(() => {
    const before = document.activeElement;
    panel.current.querySelector('.close').focus();
    return () => {
      // Not when another session was clicked. On a phone the list is hidden until the details are gone.
      if (panel.current.contains(document.activeElement)) setTimeout(() => before.focus());
    };
  }, []);
  const keys = event => { if (event.key === 'Escape') onClose(); };
  const fresh = Boolean(session) && isFresh(store.hosts.get(session.host));
  return html`
    <aside ref=${panel} class="detail" aria-label=${D.label} onKeyDown=${keys}>
      <div class="title">
        <h2>${shown ? html`<${Name} text=${shown.Account}/>` : D.gone}</h2>
        <button class="close" aria-label=${TEXTS.close} onClick=${onClose}>✕</button>
      </div>
      ${shown && html`
        ${shown.gone && html`<p class="outcome wait">${D.gone}</p>`}
        ${!shown.gone && !fresh && html`<p class="outcome bad">${TEXTS.stale}</p>`}
        ${begin && !shown.gone && html`<p class="detail-acts">
          ${shown.LogoffState === 'WARNED' && html`<${ActButton} act="cancel" session=${shown} fresh=${fresh} begin=${begin}/>`}
          ${BUTTONS.map(([act, guarded]) => html`<${ActButton} key=${act} act=${act} session=${shown} fresh=${fresh} begin=${begin} guarded=${guarded}/>`)}</p>`}
        <${Facts} session=${shown}/>
        ${!shown.gone && html`<${Processes} key=${shown.Key} session=${shown}/>`}`}
      <${Story} sessionKey=${sessionKey} change=${change}/>
    </aside>`;
}

const List = ({title, children}) => html`<h3>${title}</h3><dl>${children}</dl>`;

/** One fact; an unknown one is left out. */
const Fact = ({name, value}) => value === '' || value === null || value === undefined || value === false
  ? null : html`<div><dt>${name}</dt><dd>${value}</dd></div>`;

const text = value => value ? html`<${Name} text=${value}/>` : '';
const number = value => value < 0 ? '' : String(value);
const since = (iso, seconds) => iso ? html`<${Time} iso=${iso}/>${seconds >= 0 && html` <span class="quiet">${D.ago(duration(seconds))}</span>`}` : '';

function Facts({session: s}) {
  const screen = s.ClientWidth > 0 ? `${s.ClientWidth} × ${s.ClientHeight}` : '';
  return html`
    <${List} title=${D.identity}>
      <${Fact} name=${D.state} value=${html`<span class=${'state ' + s.State}><${Shape} of=${s.State}/>${stateWord(s.State)}</span>${inState(s) >= 0 && ' ' + duration(inState(s))}`}/>
      <${Fact} name=${TEXTS.host} value=${text(s.host)}/>
      <${Fact} name=${D.id} value=${String(s.UniqueId)}/>
      <${Fact} name=${D.station} value=${text(s.Name)}/>
      <${Fact} name=${D.lock} value=${LOCKS[s.Lock]}/>
      <${Fact} name=${D.logon} value=${since(s.LogonTime, s.LogonSeconds)}/>
      <${Fact} name=${D.input} value=${since(s.LastInputTime, s.IdleSeconds)}/>
      <${Fact} name=${D.machine} value=${text(s.VirtualMachine)}/>
      <${Fact} name=${D.farm} value=${text(s.Farm)}/>
      <${Fact} name=${D.key} value=${html`<code>${visible(s.Key)}</code>`}/>
    <//>
    <${List} title=${D.logoff}>
      <${Fact} name=${TEXTS.columns.logoff} value=${html`${LOGOFF_STATES[s.LogoffState] ?? s.LogoffState}${s.LogoffState === 'WARNED' && html` · ${D.due} <${Countdown} session=${s}/>`}`}/>
      <${Fact} name=${D.refusal} value=${s.LogoffRefusal ? html`${D.refused} <${Name} text=${s.LogoffRefusal}/>` : D.allowed}/>
    <//>
    <${List} title=${D.connection}>
      <${Fact} name=${D.connected} value=${since(s.ConnectTime, s.ConnectSeconds)}/>
      <${Fact} name=${D.disconnected} value=${since(s.DisconnectTime, s.DisconnectedSeconds)}/>
      <${Fact} name=${D.clientName} value=${s.State === 'DISCONNECTED' ? D.noClient : text(s.ClientName)}/>
      <${Fact} name=${D.clientAddress} value=${s.ClientAddress ? html`<${Name} text=${s.ClientAddress}/> <span class="quiet">${D.addressNote}</span>` : ''}/>
      <${Fact} name=${D.protocol} value=${PROTOCOLS[s.ClientProtocol]}/>
      <${Fact} name=${D.build} value=${number(s.ClientBuild)}/>
      <${Fact} name=${D.screen} value=${screen}/>
      <${Fact} name=${D.program} value=${text(s.InitialProgram)}/>
      <${Fact} name=${D.folder} value=${text(s.WorkingDirectory)}/>
      <${Fact} name=${D.traffic} value=${s.IncomingBytes >= 0 ? D.bytesOf(bytes(s.IncomingBytes), bytes(s.OutgoingBytes)) : ''}/>
    <//>
    <${List} title=${D.load}>
      <${Fact} name=${D.processes} value=${number(s.ProcessCount)}/>
      <${Fact} name=${D.cpu} value=${s.CpuSeconds >= 0 ? duration(s.CpuSeconds) : ''}/>
      <${Fact} name=${D.memory} value=${s.WorkingSetBytes >= 0 ? bytes(s.WorkingSetBytes) : ''}/>
      <${Fact} name=${D.handles} value=${number(s.HandleCount)}/>
    <//>`;
}

function Processes({session}) {
  const [list, setList] = useState(null);
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const read = async () => {
    setBusy(true);
    setProblem('');
    try {
      setList(await processesOf(session));
    } catch (error) {
      setProblem(error.kind === 'gone' ? D.processesGone : error.message || TEXTS.problems[error.kind] || TEXTS.problems.invalid);
    }
    setBusy(false);
  };
  return html`
    <h3>${D.processes}</h3>
    <p><button onClick=${read} disabled=${busy}>${busy ? D.reading : list ? D.readAgain : D.showProcesses}</button></p>
    <p role="alert" class="problem"><${Name} text=${problem}/></p>
    ${list && html`
      <table class="processes">
        <thead><tr><th scope="col">${D.process}</th><th scope="col" class="number">${D.pid}</th><th scope="col" class="number">${D.cpu}</th><th scope="col" class="number">${D.memory}</th></tr></thead>
        <tbody>${list.map(process => html`
          <tr key=${process.Pid}><td><${Name} text=${process.Image}/></td><td class="number">${process.Pid}</td><td class="number">${duration(process.CpuSeconds)}</td><td class="number">${bytes(process.WorkingSetBytes)}</td></tr>`)}
        </tbody>
      </table>`}`;
}

/** The bean is the logon that has the id now, so its Key is compared after the processes were read. */
async function processesOf(session) {
  const bean = sessionBean(session);
  const processes = await call(bean, 'processes', []);
  const [answer] = await readAll([{type: 'read', mbean: bean, attribute: 'Key'}]);
  if (valueOf(answer) !== session.Key) throw Object.assign(new Error(''), {kind: 'gone'});
  return processes.sort((a, b) => b.WorkingSetBytes - a.WorkingSetBytes);
}
