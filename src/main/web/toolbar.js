// Search and filters above the list.
import {html} from './html.js';
import {TEXTS} from './texts.js';
import {visible} from './names.js';
import {COLUMNS, hiddenColumns} from './table.js';

const Choice = ({label, value, choices, onChange}) => html`
  <label><span>${label}</span>
    <select onChange=${event => onChange(event.target.value)}>
      ${choices.map(([name, text]) => html`<option value=${name} selected=${String(value) === name}>${text}</option>`)}
    </select>
  </label>`;

function ColumnChoice({view, change}) {
  const hidden = hiddenColumns(view);
  const toggle = name => {
    const next = new Set(hidden);
    if (!next.delete(name)) next.add(name);
    change({hide: [...next].join(' ')});
  };
  return html`
    <details class="columns">
      <summary>${TEXTS.columnsLabel}</summary>
      <ul>${COLUMNS.filter(column => column.optional).map(column => html`
        <li><label><input type="checkbox" checked=${!hidden.has(column.name)} onChange=${() => toggle(column.name)}/>${TEXTS.columns[column.name]}</label></li>`)}
      </ul>
    </details>`;
}

export function Toolbar({state, view, change, count, waiting, release}) {
  const hosts = [...state.hosts.keys()].sort();
  const filtered = Boolean(view.q || view.state || view.host || view.min);
  return html`
    <div class="toolbar">
      <label class="search"><span>${TEXTS.search}</span>
        <input type="search" value=${view.q} placeholder=${TEXTS.searchHint} autocomplete="off" spellcheck="false"
          onInput=${event => change({q: event.target.value})}/></label>
      <${Choice} label=${TEXTS.state} value=${view.state} choices=${Object.entries(TEXTS.states)} onChange=${value => change({state: value})}/>
      ${hosts.length > 1 && html`
        <${Choice} label=${TEXTS.host} value=${view.host} choices=${[['', TEXTS.allHosts], ...hosts.map(host => [host, visible(host)])]} onChange=${value => change({host: value})}/>`}
      <${Choice} label=${TEXTS.unused} value=${view.min} choices=${Object.entries(TEXTS.unusedChoices)} onChange=${value => change({min: Number(value)})}/>
      <${ColumnChoice} view=${view} change=${change}/>
      <p class="count"><strong>${count}</strong>
        ${waiting > 0 && html`<button onClick=${release} title=${TEXTS.held}>${TEXTS.heldNew(waiting)}</button>`}
        ${filtered && html`<button onClick=${() => change({q: '', state: '', host: '', min: 0})}>${TEXTS.clear}</button>`}
      </p>
    </div>`;
}
