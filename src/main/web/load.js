// Who uses most of the hosts: memory and processor by user, over all sessions of the user.
import {useMemo, useState} from 'preact/hooks';
import {html} from './html.js';
import {TEXTS} from './texts.js';
import {Name} from './names.js';
import {bytes, duration} from './format.js';
import {withUser} from './filter.js';

const H = TEXTS.hostsPage;
const ROWS = 10;

/** Sums over the sessions of each user; what is not known of any of them stays unknown. */
function byUser(sessions) {
  const users = new Map();
  for (const session of sessions.values()) {
    if (!withUser(session)) continue;
    const user = users.get(session.Account) ?? {account: session.Account, name: session.UserName, sessions: 0, memory: -1, cpu: -1};
    user.sessions++;
    user.memory = sum(user.memory, session.WorkingSetBytes);
    user.cpu = sum(user.cpu, session.CpuSeconds);
    users.set(session.Account, user);
  }
  return [...users.values()];
}

const sum = (all, one) => one < 0 ? all : Math.max(all, 0) + one;

export function Load({state, change}) {
  const [order, setOrder] = useState('memory');
  const users = useMemo(() => byUser(state.sessions), [state.version]);
  const shown = [...users].sort((a, b) => b[order] - a[order] || (a.account < b.account ? -1 : 1)).slice(0, ROWS);
  const heading = name => html`
    <th scope="col" class="number" aria-sort=${order === name ? 'descending' : undefined}>
      <button class="sort" onClick=${() => setOrder(name)}>${H[name]}<span aria-hidden="true">${order === name ? ' ↓' : ''}</span></button></th>`;
  if (users.length === 0) return null;
  return html`
    <section class="service">
      <h2>${H.byUser}</h2>
      <div class="table">
        <table class="load">
          <caption class="unseen">${H.byUser}</caption>
          <thead><tr><th scope="col">${TEXTS.columns.user}</th><th scope="col" class="number">${H.sessions}</th>${heading('memory')}${heading('cpu')}</tr></thead>
          <tbody>${shown.map(user => html`
            <tr key=${user.account}>
              <th scope="row"><button class="link" onClick=${() => change({page: 'sessions', q: user.name, host: '', state: '', min: 0}, true)}><${Name} text=${user.account}/></button></th>
              <td class="number">${user.sessions}</td><td class="number">${bytes(user.memory)}</td><td class="number">${user.cpu < 0 ? TEXTS.unknown : duration(user.cpu)}</td>
            </tr>`)}
          </tbody>
        </table>
      </div>
      ${users.length > ROWS && html`<p class="quiet">${H.topOf(shown.length, users.length)}</p>`}
    </section>`;
}
