// The list of sessions: filters, table, pages.
import {useEffect, useMemo, useRef, useState} from 'preact/hooks';
import {html} from './html.js';
import {BULK, TEXTS} from './texts.js';
import {select, sorted} from './filter.js';
import {Toolbar} from './toolbar.js';
import {Table} from './table.js';
import {BulkDialog} from './bulk.js';

/** Drawn at once; more would make the page slow. */
const ROWS = 200;

export function Sessions({state, view, change, begin, say}) {
  const [held, setHeld] = useState(false);
  // While one types, only the search is done anew.
  const inOrder = useMemo(() => sorted(state.sessions, view.sort), [state.version, view.sort]);
  const found = useMemo(() => select(inOrder, view), [inOrder, view]);
  const all = inOrder.length;
  const {rows, waiting} = useHeldOrder(found, held, view);
  const at = Math.min(view.at, Math.max(0, Math.ceil(rows.length / ROWS) - 1));
  const drawn = rows.slice(at * ROWS, (at + 1) * ROWS);
  const [chosen, setChosen] = useState(new Map());
  const choose = useRef((sessions, wanted) => setChosen(before => {
    const next = new Map(before);
    sessions.forEach(session => wanted ? next.set(session.Key, session) : next.delete(session.Key));
    return next;
  })).current;
  const [act, setAct] = useState('');
  useAnnouncement(TEXTS.shown(found.length, all), state.loaded, say);
  return html`
    <${Toolbar} state=${state} view=${view} change=${change} count=${state.loaded ? TEXTS.shown(found.length, all) : ''}
      waiting=${waiting} release=${() => setHeld(false)}/>
    ${drawn.length > 0
      ? html`<${Table} state=${state} rows=${drawn} view=${view} change=${change} begin=${begin} hold=${setHeld} chosen=${chosen} choose=${choose}/>`
      : html`<${Empty} state=${state} all=${all} change=${change}/>`}
    ${begin && chosen.size > 0 && html`
      <${Selection} chosen=${chosen} drawn=${drawn} found=${found} choose=${choose} clear=${() => setChosen(new Map())} begin=${setAct}/>`}
    ${act && html`<${BulkDialog} act=${act} drawn=${[...chosen.values()]} onClose=${() => setAct('')} onDone=${() => setChosen(new Map())}/>`}
    ${rows.length > ROWS && html`<${Pager} at=${at} all=${rows.length} change=${change}/>`}`;
}

function Empty({state, all, change}) {
  if (!state.loaded) return html`<p class="empty">${state.problem ? '' : TEXTS.loading}</p>`;
  if (all === 0) return html`<p class="empty">${noSession([...state.hosts.values()])}</p>`;
  const clear = () => change({q: '', state: '', host: '', min: 0});
  return html`<p class="empty">${TEXTS.noneMatch} <button onClick=${clear}>${TEXTS.clear}</button></p>`;
}

/** That there is no session is known only of hosts that can be read. */
function noSession(hosts) {
  const readable = hosts.filter(host => host.Reachable).length;
  return readable === hosts.length ? TEXTS.none : readable === 0 ? TEXTS.noneKnown : TEXTS.noneOfReadable;
}

/** What is selected stays selected on other pages and under other filters, and is counted here. */
function Selection({chosen, drawn, found, choose, clear, begin}) {
  // Offered only to those who have selected a whole page, of several.
  const whole = found.length > drawn.length && drawn.every(session => chosen.has(session.Key))
    && !found.every(session => chosen.has(session.Key));
  return html`
    <div class="selection" role="group" aria-label=${BULK.listLabel}>
      <strong>${BULK.count(chosen.size)}</strong>
      ${whole && html`<button onClick=${() => choose(found, true)}>${BULK.selectMatching(found.length)}</button>`}
      <button onClick=${() => begin('message')}>${BULK.acts.message.button}</button>
      <button onClick=${() => begin('warn')}>${BULK.acts.warn.button}</button>
      <button class="danger" onClick=${() => begin('logoff')}>${BULK.acts.logoff.button}</button>
      <button onClick=${clear}>${BULK.clear}</button>
    </div>`;
}

function Pager({at, all, change}) {
  const last = Math.ceil(all / ROWS) - 1;
  return html`
    <nav class="pager" aria-label=${TEXTS.pagesLabel}>
      <button disabled=${at === 0} onClick=${() => change({at: at - 1})}>${TEXTS.previous}</button>
      <span>${TEXTS.rowsOf(at * ROWS + 1, Math.min(all, (at + 1) * ROWS), all)}</span>
      <button disabled=${at === last} onClick=${() => change({at: at + 1})}>${TEXTS.next}</button>
    </nav>`;
}

/**
 * While the list is pointed at, or has the focus, no row moves: ended sessions stay in their place without actions, and
 * new ones wait. Their number is shown, and a button lets them in.
 */
function useHeldOrder(found, held, view) {
  const kept = useRef({rows: found, asked: ''});
  const asked = JSON.stringify([view.q, view.state, view.host, view.min, view.sort, view.at]);
  if (!held || kept.current.asked !== asked) {
    kept.current = {rows: found, asked};
    return {rows: found, waiting: 0};
  }
  const now = new Map(found.map(session => [session.Key, session]));
  const rows = kept.current.rows.map(session => now.get(session.Key) ?? (session.gone ? session : {...session, gone: true}));
  kept.current.rows = rows;
  const known = new Set(rows.map(session => session.Key));
  const waiting = rows.filter(session => session.gone).length + found.filter(session => !known.has(session.Key)).length;
  return {rows, waiting};
}

/** Tells a screen reader how many are shown, when typing pauses. */
function useAnnouncement(text, loaded, say) {
  useEffect(() => {
    if (!loaded) return undefined;
    const timer = setTimeout(() => say(text), 700);
    return () => clearTimeout(timer);
  }, [text, loaded]);
}
