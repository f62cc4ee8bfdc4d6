// The form for name and password. The password is read from the form at once and kept by api.js only.
import {useEffect, useRef, useState} from 'preact/hooks';
import {html} from './html.js';
import {TEXTS} from './texts.js';
import {forgetCredentials, useCredentials, whoAmI} from './api.js';
import {Dialog} from './dialog.js';

const T = TEXTS.signIn;

function problemOf(error) {
  switch (error.kind) {
    case 'signedOut': return T.wrong;
    case 'wait': return T.wait(error.seconds);
    case 'away': return T.away;
    default: return error.message;
  }
}

export function SignInForm({onUser, note, user = ''}) {
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const form = useRef(null);
  useEffect(() => form.current.elements[user ? 'password' : 'username'].focus(), []);
  const submit = async event => {
    event.preventDefault();
    const {username, password} = form.current.elements;
    if (username.value.includes(':')) {
      setProblem(T.colon);
      return;
    }
    setBusy(true);
    setProblem('');
    useCredentials(username.value, password.value);
    try {
      onUser(await whoAmI());
    } catch (error) {
      forgetCredentials();
      setBusy(false);
      setProblem(problemOf(error));
      password.value = '';
      password.focus();
    }
  };
  return html`
    <form ref=${form} class="sign-in" onSubmit=${submit}>
      ${note && html`<p class="note">${note}</p>`}
      <label>${T.user}<input name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required defaultValue=${user}/></label>
      <label>${T.password}<input name="password" type="password" autocomplete="current-password" required aria-describedby="sign-in-problem"/></label>
      <p id="sign-in-problem" class="problem" role="alert">${problem}</p>
      <button class="primary" disabled=${busy}>${busy ? T.busy : T.submit}</button>
    </form>`;
}

export const SignInPage = ({onUser, note}) => html`
  <main class="sign-in-page">
    <h1>${T.title}</h1>
    <${SignInForm} onUser=${onUser} note=${note}/>
    <p class="quiet">${T.note}</p>
  </main>`;

/** Signing in again over the page, which keeps what it shows. */
export const SignInOver = ({onUser, onLeave, user}) => html`
  <${Dialog} title=${T.again} onClose=${onLeave}>
    <p>${T.changed} ${T.over}</p>
    <${SignInForm} onUser=${onUser} user=${user}/>
    <button onClick=${onLeave}>${TEXTS.signOut}</button>
  <//>`;
