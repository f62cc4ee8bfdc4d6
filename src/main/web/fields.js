// The inputs of an act: reason, message, time, buttons.
import {html} from './html.js';
import {BUTTONS, FIELDS} from './texts.js';

const DEFAULT_MINUTES = 5;

/** What stands in the inputs at first. */
export const firstInput = act => ({
  reason: '',
  caption: FIELDS.captionDefault,
  minutes: DEFAULT_MINUTES,
  seconds: 120,
  buttons: 'YES_NO',
  message: act === 'warn' ? FIELDS.warning(DEFAULT_MINUTES) : ''
});

const Reason = ({input, change}) => html`
  <label>${FIELDS.reason}<input name="reason" maxlength="1024" value=${input.reason} placeholder=${FIELDS.reasonHint} onInput=${event => change({reason: event.target.value})}/></label>`;

const Caption = ({input, change}) => html`
  <label>${FIELDS.caption}<input name="caption" maxlength="256" required value=${input.caption} onInput=${event => change({caption: event.target.value})}/></label>`;

const Text = ({label, input, change}) => html`
  <label>${label}<textarea name="message" rows="3" maxlength="4096" required value=${input.message} onInput=${event => change({message: event.target.value})}></textarea></label>`;

const Choice = ({label, name, value, choices, onChange}) => html`
  <label class="short">${label}<select name=${name} onChange=${event => onChange(event.target.value)}>
    ${Object.entries(choices).map(([each, text]) => html`<option value=${each} selected=${String(value) === each}>${text}</option>`)}
  </select></label>`;

export function Fields({act, input, change}) {
  const parts = {input, change};
  const setMinutes = event => {
    const minutes = Number(event.target.value);
    const untouched = input.message === FIELDS.warning(input.minutes);
    change({minutes, ...(untouched && minutes > 0 ? {message: FIELDS.warning(minutes)} : {})});
  };
  switch (act) {
    case 'warn': return html`
      <label class="short">${FIELDS.minutes}<input name="minutes" type="number" min="1" max="1440" step="1" required value=${input.minutes} onInput=${setMinutes}/></label>
      <${Text} ...${parts} label=${FIELDS.message}/><${Reason} ...${parts}/>`;
    case 'message': return html`<${Caption} ...${parts}/><${Text} ...${parts} label=${FIELDS.message}/><${Reason} ...${parts}/>`;
    case 'ask': return html`
      <${Caption} ...${parts}/><${Text} ...${parts} label=${FIELDS.question}/>
      <div class="beside">
        <${Choice} label=${FIELDS.buttons} name="buttons" value=${input.buttons} choices=${BUTTONS} onChange=${buttons => change({buttons})}/>
        <${Choice} label=${FIELDS.seconds} name="seconds" value=${input.seconds} choices=${FIELDS.secondsChoices} onChange=${value => change({seconds: Number(value)})}/>
      </div>
      <${Reason} ...${parts}/>`;
    case 'cancel': return null;
    default: return html`<${Reason} ...${parts}/>`;
  }
}
