// The hosts, what they are used for, and the service itself.
import {html} from './html.js';
import {ADVICE, TEXTS} from './texts.js';
import {Name} from './names.js';
import {Time} from './format.js';
import {Chart} from './chart.js';
import {Load} from './load.js';

const H = TEXTS.hostsPage;

export function Hosts({state, change}) {
  if (!state.loaded) return html`<p class="empty">${state.problem ? '' : TEXTS.loading}</p>`;
  const hosts = [...state.hosts.values()].sort((a, b) => a.Host < b.Host ? -1 : 1);
  return html`
    <div class="table">
      <table class="hosts">
        <caption class="unseen">${H.caption}</caption>
        <thead><tr>
          <th scope="col">${H.host}</th><th scope="col">${H.status}</th>
          ${['users', 'active', 'disconnected', 'locked', 'stuck'].map(name => html`<th scope="col" class="number">${H[name]}</th>`)}
          <th scope="col" class="wide-2">${H.snapshot}</th><th scope="col" class="number wide-2">${H.refresh}</th><th scope="col" class="wide-3">${H.logoffs}</th>
        </tr></thead>
        <tbody>${hosts.map(host => html`<${Host} key=${host.Host} host=${host} change=${change}/>`)}</tbody>
      </table>
    </div>
    <${Chart} hosts=${hosts.map(host => host.Host)} starts=${state.starts} since=${state.service?.StartTime}/>
    <${Load} state=${state} change=${change}/>
    ${state.service && html`<${Service} service=${state.service}/>`}`;
}

const Host = ({host, change}) => html`
  <tr class=${host.Reachable ? '' : 'stale'}>
    <th scope="row"><button class="link" onClick=${() => change({page: 'sessions', host: host.Host}, true)}><${Name} text=${host.Host}/></button></th>
    <td>${host.Reachable ? H.ok : html`<strong>${H.down}</strong>`}
      ${host.LastError && html` <span class="quiet"><${Name} text=${host.LastError}/> ${ADVICE[host.LastErrorCode] ?? ''}</span>`}</td>
    ${[host.UserCount, host.ActiveCount, host.DisconnectedCount, host.LockedCount, host.StuckCount].map(count => html`<td class="number">${count}</td>`)}
    <td class="wide-2"><${Time} iso=${host.SnapshotTime}/></td>
    <td class="number wide-2">${H.millis(host.RefreshMillis)}</td>
    <td class="wide-3">${H.counts(host.LogoffsDone, host.LogoffsRefused, host.LogoffsFailed, host.LogoffsPending)}</td>
  </tr>`;

const Service = ({service}) => html`
  <section class="service">
    <h2>${H.service}</h2>
    <dl>
      <div><dt>${H.version}</dt><dd>${service.Version}</dd></div>
      <div><dt>${H.started}</dt><dd><${Time} iso=${service.StartTime}/></dd></div>
      <div><dt>${H.acting}</dt><dd>${!service.ActingEnabled ? H.off : service.DryRun ? H.dry : H.on}</dd></div>
      <div><dt>${H.certificate}</dt><dd>${service.CertificateEnd ? html`<${Time} iso=${service.CertificateEnd}/>` : H.plain}</dd></div>
      <div><dt>${H.configuration}</dt><dd><${Name} text=${service.ConfigurationFile || H.builtIn}/></dd></div>
      <div><dt>${H.audit}</dt><dd><${Name} text=${service.AuditFile}/></dd></div>
      <div><dt>${H.java}</dt><dd>${service.JavaVersion}</dd></div>
    </dl>
  </section>
  ${service.Problems.length > 0 && html`
    <section class="service">
      <h2>${H.problems}</h2>
      <ul>${service.Problems.map(problem => html`<li class="outcome bad"><${Name} text=${problem}/></li>`)}</ul>
    </section>`}
  <section class="service rules">
    <h2>${H.rules}</h2>
    <p class="quiet">${H.rulesNote}</p>
    <dl>${service.Rules.map(rule => html`<${Rule} rule=${rule}/>`)}</dl>
  </section>`;

function Rule({rule}) {
  const end = rule.indexOf('=');
  const value = rule.slice(end + 1);
  return html`<div><dt><code>${rule.slice(0, end)}</code></dt><dd>${value === 'nothing' ? H.ruleNothing : html`<${Name} text=${value}/>`}</dd></div>`;
}
