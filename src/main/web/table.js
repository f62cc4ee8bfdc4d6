// The table itself: a real one, so that find-in-page, keyboard and screen readers work.
import {Component} from 'preact';
import {useEffect, useReducer, useRef, useState} from 'preact/hooks';
import {html} from './html.js';
import {ACTS, BULK, LOCKS, LOGOFF_STATES, TEXTS, stateWord} from './texts.js';
import {Name, visible} from './names.js';
import {Time, bytes, countdown, duration} from './format.js';
import {Shape} from './shapes.js';
import {inState, unused} from './filter.js';
import {dueSeconds, isFresh} from './ages.js';

/** The columns in their order; an optional one can be left out, one with a sort can be sorted by. */
export const COLUMNS = [
  {name: 'user', sort: 'user', cell: UserCell, head: true},
  {name: 'host', sort: 'host', optional: true, cell: ({session}) => html`<${Name} text=${session.host}/>`},
  {name: 'state', sort: 'state', cell: StateCell},
  {name: 'idle', sort: 'idle', optional: true, number: true, cell: ({session}) => duration(unused(session))},
  {name: 'logon', sort: 'logon', optional: true, cell: ({session}) => html`<${Time} iso=${session.LogonTime} as="day"/>`},
  {name: 'client', sort: 'client', optional: true, cell: ClientCell},
  {name: 'memory', sort: 'memory', optional: true, number: true, cell: ({session}) => bytes(session.WorkingSetBytes)},
  {name: 'cpu', sort: 'cpu', optional: true, number: true, cell: ({session}) => duration(session.CpuSeconds)},
  {name: 'logoff', cell: LogoffCell}
];

/** Rows that are new, or have changed, and are drawn at once. */
const ROWS_OF_A_FRAME = 12;
/** The rows that fit into a window; the remaining rows are drawn when typing and paging pause. */
const FIRST_ROWS = 48;
const SETTLED_MILLIS = 150;

export const hiddenColumns = view => new Set(view.hide.split(' ').filter(Boolean));

/** The name as it is read: the user, and the domain behind it. */
function UserCell({session, open}) {
  const domain = session.DomainName ? html` <span class="quiet"><${Name} text=${session.DomainName}/></span>` : '';
  return html`<button class="link" onClick=${open} title=${TEXTS.details(visible(session.Account))}><${Name} text=${session.UserName}/></button>${domain}`;
}

function StateCell({session}) {
  const seconds = inState(session);
  const locked = session.Lock === 'LOCKED' && session.State !== 'DISCONNECTED';
  return html`<span class=${'state ' + session.State}><${Shape} of=${session.State}/>${stateWord(session.State)}</span>
    <span class="quiet">${seconds >= 0 && ` ${duration(seconds)}`}${locked && ` · ${LOCKS.LOCKED}`}</span><span class="narrow"><${LogoffCell} session=${session}/></span>`;
}

function ClientCell({session}) {
  if (!session.ClientName && !session.ClientAddress) return TEXTS.never;
  return html`<${Name} text=${session.ClientName}/> <span class="quiet"><${Name} text=${session.ClientAddress}/></span>`;
}

function LogoffCell({session}) {
  if (session.LogoffState === 'NONE') return null;
  return html`<span class=${'logoff ' + session.LogoffState}><${Shape} of=${session.LogoffState}/>${LOGOFF_STATES[session.LogoffState] ?? session.LogoffState}
    ${session.LogoffState === 'WARNED' && html` <${Countdown} session=${session}/>`}</span>`;
}

/** The rest of a countdown; only this element is drawn each second. */
export function Countdown({session}) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick(count => count + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return html`<span class="countdown" role="timer" aria-live="off">${countdown(dueSeconds(session))}</span>`;
}

/** Why an act on this session is not offered now, "" when it is. */
export function whyNot(session, fresh) {
  if (session.gone) return TEXTS.detail.gone;
  return fresh ? '' : TEXTS.stale;
}

/** A button of an act; one that is not possible stays where it is and says why. */
export function ActButton({act, session, fresh, begin, guarded}) {
  const why = whyNot(session, fresh) || (guarded && session.LogoffRefusal) || '';
  const who = `${visible(session.Account)} (${visible(session.host)})`;
  return html`<button class=${'act ' + act} aria-disabled=${why ? 'true' : undefined} title=${why ? visible(why) : undefined}
    aria-label=${`${ACTS[act].button.replace('…', '')}: ${who}${why ? '. ' + visible(why) : ''}`}
    onClick=${() => { if (!why) begin(act, session); }}>${ACTS[act].button}</button>`;
}

/** Drawn anew only when something of it has changed. */
class Row extends Component {
  shouldComponentUpdate(next) {
    return next.session !== this.props.session || next.fresh !== this.props.fresh || next.columns !== this.props.columns
      || next.selected !== this.props.selected || next.chosen !== this.props.chosen || Boolean(next.begin) !== Boolean(this.props.begin);
  }

  render({session, fresh, columns, begin, open, selected, chosen, choose}) {
    const warned = session.LogoffState === 'WARNED';
    return html`
      <tr class=${[session.gone ? 'gone' : '', fresh ? '' : 'stale', selected ? 'selected' : '', session.LogoffState].join(' ')}>
        ${begin && html`<td class="select"><input type="checkbox" aria-label=${BULK.select(`${visible(session.Account)} (${visible(session.host)})`)} checked=${chosen} disabled=${!chosen && !fresh} onChange=${() => choose([session], !chosen)}/></td>`}
        ${columns.map(column => html`
          <${column.head ? 'th' : 'td'} key=${column.name} scope=${column.head ? 'row' : undefined} class=${classes(column)}><${column.cell} session=${session} open=${open}/><//>`)}
        ${begin && html`
          <td class="acts">${warned
            ? html`<${ActButton} act="cancel" session=${session} fresh=${fresh} begin=${begin}/>`
            : html`<${ActButton} act="warn" session=${session} fresh=${fresh} begin=${begin} guarded/>`}
            <${ActButton} act="logoff" session=${session} fresh=${fresh} begin=${begin} guarded/></td>`}
      </tr>`;
  }
}

const classes = column => `column-${column.name} ${column.number ? 'number' : ''}`;

function Heading({column, view, change}) {
  const sorted = view.sort.replace('-', '') === column.sort;
  const down = view.sort.startsWith('-');
  const text = TEXTS.columns[column.name];
  return html`
    <th scope="col" class=${classes(column)} aria-sort=${sorted ? (down ? 'descending' : 'ascending') : undefined}>
      ${column.sort
        ? html`<button class="sort" title=${TEXTS.sortBy(text)} onClick=${() => change({sort: sorted && !down ? '-' + column.sort : column.sort})}>${text}<span aria-hidden="true">${sorted ? (down ? ' ↓' : ' ↑') : ''}</span></button>`
        : text}
    </th>`;
}

export function Table({state, rows, view, change, begin, hold, chosen, choose}) {
  const columns = useColumns(view, state.hosts.size > 1);
  const fresh = new Map([...state.hosts.values()].map(host => [host.Host, isFresh(host)]));
  const possible = rows.filter(session => !session.gone && fresh.get(session.host));
  const body = useRef(null);
  useHold(body, hold);
  const {drawn, height} = useRowsInParts(rows, view, body);
  return html`
    <div class="table" style=${{minHeight: height}}>
      <table class="sessions">
        <caption class="unseen">${TEXTS.caption}</caption>
        <thead><tr>
          ${begin && html`<th scope="col" class="select"><input type="checkbox" aria-label=${BULK.selectAll} checked=${possible.length > 0 && possible.every(session => chosen.has(session.Key))} onChange=${event => choose(possible, event.target.checked)}/></th>`}
          ${columns.map(column => html`<${Heading} key=${column.name} column=${column} view=${view} change=${change}/>`)}
          ${begin && html`<th scope="col" class="acts">${TEXTS.columns.acts}</th>`}
        </tr></thead>
        <tbody ref=${body}>
          ${drawn.map(session => html`
            <${Row} key=${session.Key} session=${session} fresh=${!session.gone && fresh.get(session.host) === true} columns=${columns} begin=${begin}
              chosen=${chosen.has(session.Key)} choose=${choose}
              selected=${view.open === session.Key} open=${() => change({open: session.Key})}/>`)}
        </tbody>
      </table>
    </div>`;
}

/** The same array until the choice changes, so that rows can compare it. */
function useColumns(view, severalHosts) {
  const kept = useRef({key: null, columns: COLUMNS});
  const key = `${view.hide}|${severalHosts}`;
  if (kept.current.key !== key) {
    const hidden = hiddenColumns(view);
    kept.current = {key, columns: COLUMNS.filter(column => !(column.optional && hidden.has(column.name))
      && (column.name !== 'host' || severalHosts))};
  }
  return kept.current.columns;
}

/**
 * Draws some rows with each frame, the upper ones first, since all of them would take the page longer than a frame. One
 * that waits for its turn stays as it was. The table keeps its height meanwhile, so that what is below it stays in its
 * place.
 */
function useRowsInParts(rows, view, body) {
  const before = useRef({drawn: new Map(), height: 0});
  const [, more] = useReducer(count => count + 1, 0);
  const [settled, settle] = useState(null);
  const drawn = someOf(rows, before.current.drawn);
  const complete = drawn.length === rows.length && drawn.every((session, i) => session === rows[i]);
  const height = complete ? 0 : before.current.height || body.current?.closest('.table').offsetHeight || 0;
  before.current = {drawn: new Map(drawn.map(session => [session.Key, session])), height};
  useEffect(() => {
    if (complete || (drawn.length >= FIRST_ROWS && settled !== view)) return undefined;
    const frame = requestAnimationFrame(more);
    return () => cancelAnimationFrame(frame);
  });
  useEffect(() => {
    const timer = setTimeout(() => settle(view), SETTLED_MILLIS);
    return () => clearTimeout(timer);
  }, [view]);
  return {drawn, height: complete ? '' : `${height}px`};
}

/** Returns the rows as they are drawn now, given those that were drawn by their Keys. */
function someOf(rows, before) {
  let room = ROWS_OF_A_FRAME;
  return rows.flatMap(session => {
    const old = before.get(session.Key);
    if (old === session || room-- > 0) return [session];
    return old ? [old] : [];
  });
}

/** Holds the order while the pointer or the focus is inside. */
function useHold(body, hold) {
  useEffect(() => {
    const element = body.current;
    let pointed = false;
    const look = () => hold(pointed || element.contains(document.activeElement));
    const enter = () => { pointed = true; look(); };
    const leave = () => { pointed = false; look(); };
    const later = () => setTimeout(look);
    element.addEventListener('pointerenter', enter);
    element.addEventListener('pointerleave', leave);
    element.addEventListener('focusin', look);
    element.addEventListener('focusout', later);
    return () => {
      element.removeEventListener('pointerenter', enter);
      element.removeEventListener('pointerleave', leave);
      element.removeEventListener('focusin', look);
      element.removeEventListener('focusout', later);
      hold(false);
    };
  }, []);
}
