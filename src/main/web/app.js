// The page as a whole: who is signed in, which part is shown, and what is open over it.
import {useEffect, useLayoutEffect, useReducer, useRef, useState} from 'preact/hooks';
import {html} from './html.js';
import {TEXTS} from './texts.js';
import {forgetCredentials} from './api.js';
import {observe, store} from './store.js';
import {clear, resume, start, stop} from './live.js';
import {useView} from './view.js';
import {SignInOver, SignInPage} from './signin.js';
import {IdleWatch} from './idle.js';
import {Header} from './header.js';
import {Banners} from './banners.js';
import {Sessions} from './sessions.js';
import {Hosts} from './hosts.js';
import {History} from './history.js';
import {Detail} from './detail.js';
import {ActDialog} from './act.js';

/** Draws anew when the store has changed. */
function useStore() {
  const [, draw] = useReducer(count => count + 1, 0);
  useLayoutEffect(() => observe(draw), []);
  return store;
}

export function App() {
  const [user, setUser] = useState(null);
  const [note, setNote] = useState('');
  const signedIn = who => {
    setNote('');
    setUser(who);
  };
  const signOut = why => {
    forgetCredentials();
    clear();
    setNote(why);
    setUser(null);
  };
  return user
    ? html`<${Console} user=${user} onUser=${setUser} signOut=${signOut}/>`
    : html`<${SignInPage} onUser=${signedIn} note=${note}/>`;
}

function Console({user, onUser, signOut}) {
  const state = useStore();
  const [view, change] = useView();
  const [expired, setExpired] = useState(false);
  const [act, setAct] = useState(null);
  const [said, say] = useState('');
  useConnection(user, () => {
    stop();
    forgetCredentials();
    setExpired(true);
  }, expired);
  useEffect(() => { document.title = `${Object.hasOwn(TEXTS.pages, view.page) ? TEXTS.pages[view.page] : TEXTS.title} – ${TEXTS.product}`; }, [view.page]);
  const operator = user.role === 'operator';
  const begin = operator ? (kind, session) => setAct({kind, session}) : null;
  const opened = view.open ? state.sessions.get(view.open) : null;
  return html`
    <a class="skip" href="#list" onClick=${toList}>${TEXTS.title}</a>
    <${Header} state=${state} user=${user} view=${view} change=${change} signOut=${() => signOut(TEXTS.signIn.out)}/>
    <div class="body">
      <main id="list" tabindex="-1">
        <${Banners} state=${state}/>
        ${view.page === 'hosts' ? html`<${Hosts} state=${state} change=${change}/>`
          : view.page === 'history' ? html`<${History} view=${view} change=${change}/>`
          : html`<${Sessions} state=${state} view=${view} change=${change} begin=${begin} say=${say}/>`}
      </main>
      ${view.open && state.loaded && html`
        <${Detail} key=${view.open} sessionKey=${view.open} session=${opened} begin=${begin} change=${change} onClose=${() => change({open: ''})}/>`}
    </div>
    <p class="unseen" role="status">${said}</p>
    ${act && html`<${ActDialog} key=${act.kind + act.session.Key} act=${act.kind} drawn=${act.session} state=${state} onClose=${() => setAct(null)}/>`}
    ${expired
      ? html`<${SignInOver} user=${user.user} onLeave=${() => signOut(TEXTS.signIn.out)} onUser=${who => { onUser(who); setExpired(false); }}/>`
      : html`<${IdleWatch} seconds=${user.idleSeconds} end=${() => signOut(TEXTS.signIn.idle)}/>`}`;
}

const toList = event => {
  event.preventDefault();
  document.getElementById('list').focus();
};

/** Reads and follows while a user is signed in and the page is visible; a page from the browser's memory reads anew. */
function useConnection(user, onExpired, expired) {
  const expire = useRef(onExpired);
  expire.current = onExpired;
  // Before the page is drawn: the first rows wait for the answer.
  useLayoutEffect(() => {
    if (expired) return undefined;
    store.staleSeconds = user.staleSeconds;
    const begin = () => start(() => expire.current());
    const shown = event => { if (event.persisted) begin(); };
    let hiddenTimer = 0;
    const visibility = () => {
      clearTimeout(hiddenTimer);
      if (document.hidden) hiddenTimer = setTimeout(stop, HIDDEN_MILLIS);
      else if (document.visibilityState === 'visible') begin();
    };
    begin();
    addEventListener('pagehide', stop);
    addEventListener('pageshow', shown);
    document.addEventListener('visibilitychange', visibility);
    addEventListener('focus', resume);
    return () => {
      clearTimeout(hiddenTimer);
      removeEventListener('pagehide', stop);
      removeEventListener('pageshow', shown);
      document.removeEventListener('visibilitychange', visibility);
      removeEventListener('focus', resume);
      stop();
    };
  }, [user, expired]);
}

/** A hidden tab gives its connection back soon: a browser opens only six to one service. */
const HIDDEN_MILLIS = 5_000;
