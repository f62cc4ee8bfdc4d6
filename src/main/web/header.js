// The top of the page: pages, how current it is, and who is signed in.
import {html} from './html.js';
import {TEXTS} from './texts.js';
import {Name} from './names.js';
import {Time} from './format.js';

/** The oldest snapshot of the hosts that can be read: nothing on the page is older. */
function oldest(hosts) {
  const times = [...hosts.values()].filter(host => host.Reachable && host.SnapshotTime).map(host => host.SnapshotTime);
  return times.sort()[0] ?? '';
}

export function Header({state, user, view, change, signOut}) {
  const page = name => html`
    <button class="tab" aria-current=${view.page === name ? 'page' : undefined} onClick=${() => change({page: name, open: ''}, true)}>${TEXTS.pages[name]}</button>`;
  const reads = state.shared || state.limited;
  return html`
    <header>
      <h1><svg class="logo" viewBox="0 0 32 32" width="22" height="22" aria-hidden="true"><rect width="32" height="32" rx="7"/><path d="M13 8H8.5v16H13M15 16h9.5M20.5 11.5 25 16l-4.5 4.5"/></svg>${TEXTS.product}</h1>
      <nav aria-label=${TEXTS.pagesLabel}>${page('sessions')}${page('history')}${page('hosts')}</nav>
      <p class=${'as-of ' + (state.live || reads ? 'live' : 'lost')} title=${state.shared ? TEXTS.sharedWhy : state.limited ? TEXTS.limitedWhy : undefined}>
        <span class="sign" aria-hidden="true"></span>${state.live ? TEXTS.live : reads ? TEXTS.shared : TEXTS.lost}
        ${state.loaded && html`<span class="quiet"> · ${TEXTS.asOf} <${Time} iso=${oldest(state.hosts)} as="clock"/></span>`}
      </p>
      <p class="who"><${Name} text=${user.user}/> <span class="quiet">${TEXTS.role[user.role] ?? user.role}</span></p>
      <button onClick=${signOut}>${TEXTS.signOut}</button>
    </header>`;
}
