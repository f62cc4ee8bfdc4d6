// What an operator has to know before reading the list: what is old, off or simulated.
import {html} from './html.js';
import {TEXTS} from './texts.js';
import {Name} from './names.js';
import {duration} from './format.js';
import {changed, store} from './store.js';
import {age} from './ages.js';

const problemText = problem =>
  problem.kind === 'wait' ? TEXTS.problems.wait(problem.seconds) : TEXTS.problems[problem.kind] ?? TEXTS.problems.invalid;

function ofHost(host) {
  if (!host.Reachable) {
    return html`<li class="bad"><strong><${Name} text=${host.Host}/> ${TEXTS.hostDown}.</strong> <${Name} text=${host.LastError}/> ${TEXTS.hostDownAdvice}</li>`;
  }
  if (age(host) >= store.staleSeconds && host.SnapshotSeconds >= store.staleSeconds) {
    return html`<li class="bad"><strong><${Name} text=${host.Host}/> ${TEXTS.hostOld(duration(age(host)))}.</strong> ${TEXTS.hostDownAdvice}</li>`;
  }
  if (host.ListenerState === 'DOWN' || host.ListenerState === 'MISSING') {
    return html`<li class="bad"><strong><${Name} text=${host.Host}/></strong> ${TEXTS.listenerDown}.</li>`;
  }
  return null;
}

export function Banners({state}) {
  const items = [];
  if (state.problem) items.push(html`<li class="bad"><strong>${problemText(state.problem)}</strong> <${Name} text=${state.problem.message}/></li>`);
  if (state.missed) {
    const dismiss = () => { store.missed = false; changed(); };
    items.push(html`<li>${TEXTS.missed} <button onClick=${dismiss}>${TEXTS.dismiss}</button></li>`);
  }
  if (state.service && !state.service.ActingEnabled) items.push(html`<li class="bad">${TEXTS.actingOff}</li>`);
  if (state.service?.DryRun) items.push(html`<li>${TEXTS.dryRunOn}</li>`);
  items.push(...[...state.hosts.values()].map(ofHost).filter(Boolean));
  if ([...state.hosts.values()].some(host => host.Mode === 'SIMULATED')) items.push(html`<li class="quiet">${TEXTS.simulated}</li>`);
  return html`<div role="status"><ul class="banners">${items}</ul></div>`;
}
