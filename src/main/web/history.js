// The journal of the service: as a list with search, and as the story of one session.
import {useEffect, useReducer, useState} from 'preact/hooks';
import {html} from './html.js';
import {HISTORY as H, OPERATIONS, TEXTS, WORDS, toneOf} from './texts.js';
import {Name, visible} from './names.js';
import {Time} from './format.js';
import {RequestError, readHistory} from './api.js';
import {store} from './store.js';
import {observeEvents} from './live.js';

const LINES_OF_A_PAGE = 100;
const LINES_OF_A_STORY = 50;

/** While one types, nothing is read. */
const TYPING_MILLIS = 250;
/** The journal is written right after an event. */
const WRITTEN_MILLIS = 700;

/** Reads a page of the history; the newest query wins. Returns the page or what was wrong, and how to read it again. */
function useJournal(parameters) {
  const [state, setState] = useState({page: null, problem: null, busy: true});
  const [repeated, repeat] = useReducer(count => count + 1, 0);
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== '')).toString();
  useEffect(() => {
    const attempt = new AbortController();
    const read = async () => {
      try {
        setState({page: await readHistory(query, attempt.signal), problem: null, busy: false});
      } catch (error) {
        if (attempt.signal.aborted) return;
        setState({page: null, problem: error instanceof RequestError ? error : new RequestError('invalid', ''), busy: false});
        if (error.seconds) timer = setTimeout(repeat, error.seconds * 1000);
      }
    };
    setState(before => ({...before, busy: true}));
    let timer = setTimeout(read, TYPING_MILLIS);
    return () => {
      clearTimeout(timer);
      attempt.abort();
    };
  }, [query, repeated, store.starts]);
  return {...state, repeat};
}

/** A moment of the viewer's zone as the service reads it, "" for none. */
const instant = local => local && !Number.isNaN(Date.parse(local)) ? new Date(local).toISOString() : '';

function conditions(view) {
  const own = view.since === 'own';
  return {
    user: view.who.trim(), host: view.on.trim(), kind: view.kind, session: view.key,
    from: own ? instant(view.first) : view.since, to: own ? instant(view.last) : ''
  };
}

export function History({view, change}) {
  const wanted = conditions(view);
  const query = JSON.stringify(wanted);
  const [place, setPlace] = useState({query, cursors: ['']});
  const cursors = place.query === query ? place.cursors : [''];
  const {page, problem, busy, repeat} = useJournal({...wanted, limit: LINES_OF_A_PAGE, cursor: cursors[cursors.length - 1]});
  const go = next => setPlace({query, cursors: next});
  return html`
    <${Conditions} view=${view} change=${change} busy=${busy} repeat=${() => { go(['']); repeat(); }}/>
    <${Notes} page=${page} problem=${problem}/>
    ${page && (page.lines.length > 0
      ? html`<${Lines} lines=${page.lines} open=${key => change({open: key})} busy=${busy}/>`
      : html`<p class="empty">${page.next ? H.noneHere : H.none}</p>`)}
    ${!page && !problem && html`<p class="empty">${H.loading}</p>`}
    ${page && (page.next || cursors.length > 1) && html`
      <nav class="pager" aria-label=${TEXTS.pagesLabel}>
        <button disabled=${cursors.length === 1} onClick=${() => go(cursors.slice(0, -1))}>${H.newer}</button>
        <button disabled=${!page.next} onClick=${() => go([...cursors, page.next])}>${H.older}</button>
      </nav>`}`;
}

function Conditions({view, change, busy, repeat}) {
  const input = (name, label, type = 'text') => html`
    <label><span>${label}</span><input name=${name} type=${type} autocomplete="off" spellcheck="false" value=${view[name]} onInput=${event => change({[name]: event.target.value})}/></label>`;
  const choice = (name, label, choices) => html`
    <label><span>${label}</span><select name=${name} onChange=${event => change({[name]: event.target.value})}>
      ${Object.entries(choices).map(([value, text]) => html`<option value=${value} selected=${view[name] === value}>${text}</option>`)}
    </select></label>`;
  return html`
    <div class="toolbar" role="search" aria-label=${H.search}>
      ${input('who', H.user)}
      ${input('on', H.host)}
      ${choice('kind', H.kind, H.kinds)}
      ${choice('since', H.since, H.sinceChoices)}
      ${view.since === 'own' && html`${input('first', H.first, 'datetime-local')}${input('last', H.last, 'datetime-local')}`}
      <button onClick=${repeat} disabled=${busy}>${busy ? H.reading : H.again}</button>
      ${view.key && html`<p class="chosen">${H.ofSession} <code>${visible(view.key)}</code> <button onClick=${() => change({key: ''})}>${H.allSessions}</button></p>`}
    </div>`;
}

const Notes = ({page, problem}) => html`
  <div role="status">
    ${problem && html`<p class="outcome bad"><strong>${H.problems[problem.kind] ?? H.problems.invalid}</strong> <${Name} text=${problem.message}/></p>`}
    ${page && !page.complete && html`<p class="outcome wait">${H.incomplete}</p>`}
    ${page?.damaged > 0 && html`<p class="outcome wait">${H.damaged(page.damaged)}</p>`}
  </div>`;

const Lines = ({lines, open, busy}) => html`
  <div class="table">
    <table class=${'history' + (busy ? ' busy' : '')}>
      <caption class="unseen">${H.caption}</caption>
      <thead><tr><th scope="col">${H.time}</th><th scope="col">${H.what}</th><th scope="col">${H.session}</th><th scope="col">${H.by}</th></tr></thead>
      <tbody>${lines.map(line => html`
        <tr key=${line.sequence ?? line.time + line.phase + line.request}>
          <td class="time"><${Time} iso=${line.time} as="exact"/></td>
          <td><${What} line=${line}/></td>
          <td><${Session} line=${line} open=${open}/></td>
          <td><${Caller} line=${line}/></td>
        </tr>`)}
      </tbody>
    </table>
  </div>`;

function Session({line, open}) {
  const name = line.account || (line.session ? H.withoutUser : '');
  return html`
    ${line.session && open
      ? html`<button class="link" title=${TEXTS.details(visible(name))} onClick=${() => open(line.session)}><${Name} text=${name}/></button>`
      : html`<${Name} text=${name}/>`}
    ${line.host && html` <span class="quiet"><${Name} text=${line.host}/>${line.id >= 0 && ` · ${H.id(line.id)}`}</span>`}`;
}

const Caller = ({line}) => line.user || line.channel ? html`
  <${Name} text=${line.user || H.nobody}/> <span class="quiet">${[line.role, line.channel].filter(Boolean).join(' · ')}${line.address && html` · <${Name} text=${line.address}/>`}</span>` : null;

/** One line in words: what was asked, what became of it, or what happened. */
function What({line}) {
  const operation = OPERATIONS[line.operation] ?? line.operation;
  const dry = line.dryRun ? html` <span class="quiet">${H.dryRun}</span>` : '';
  switch (line.phase) {
    case 'ASKED': return html`
      <strong>${H.asked(operation)}</strong>${dry}${line.arguments && html` <span class="quiet"><${Name} text=${line.arguments}/></span>`}
      ${line.reason && html`<br/>${H.reason} <${Name} text=${line.reason}/>`}`;
    case 'ANSWERED':
    case 'ENDED': return html`
      <strong class=${'tone-' + toneOf(line.outcome)}>${line.phase === 'ENDED' ? H.ended(operation, WORDS[line.outcome] ?? line.outcome) : H.answered(operation, WORDS[line.outcome] ?? line.outcome)}</strong>${dry} <${Name} text=${line.message}/>`;
    case 'SESSION': return html`<strong>${H.events[line.event] ?? line.event}</strong>${line.clientName || line.clientAddress ? html` <span class="quiet">${H.from} <${Name} text=${line.clientName}/> <${Name} text=${line.clientAddress}/></span>` : html` <${Name} text=${line.message}/>`}`;
    default: return html`<strong class=${line.phase === 'DENIED' ? 'tone-bad' : ''}>${H.phases[line.phase] ?? line.phase}</strong> <${Name} text=${line.message}/>`;
  }
}

/** What the journal has of one logon, oldest first; read again when something happens to it. */
export function Story({sessionKey, change}) {
  const {page, problem, repeat} = useJournal({session: sessionKey, limit: LINES_OF_A_STORY});
  useEffect(() => {
    let timer = 0;
    const end = observeEvents(event => {
      if (event.data?.Key !== sessionKey && event.data?.Session !== sessionKey) return;
      clearTimeout(timer);
      timer = setTimeout(repeat, WRITTEN_MILLIS);
    });
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [sessionKey]);
  return html`
    <h3>${H.story}</h3>
    <${Notes} page=${page} problem=${problem}/>
    ${page?.next && html`<p><button onClick=${() => change({page: 'history', key: sessionKey, since: '', who: '', on: '', kind: ''}, true)}>${H.whole}</button></p>`}
    ${page && (page.lines.length === 0 ? html`<p class="quiet">${H.none}</p>` : html`
      <ol class="story">${[...page.lines].reverse().map(line => html`
        <li key=${line.sequence ?? line.time + line.phase}>
          <span class="quiet"><${Time} iso=${line.time} as="exact"/></span> <${What} line=${line}/>
          ${(line.user || line.channel) && html`<br/><span class="quiet">${H.by}:</span> <${Caller} line=${line}/>`}
        </li>`)}
      </ol>`)}`;
}
