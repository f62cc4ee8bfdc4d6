// Names come from users and clients. Characters that are invisible, or that reorder text, are shown as escapes, and each
// name is isolated from the text around it, so that no name can look like another one or hide a part of itself.
import {html} from './html.js';

const HIDDEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/gu;

const escaped = character => '\\u{' + character.codePointAt(0).toString(16) + '}';

/** The text in a form in which every character can be seen; for attributes and titles. */
export const visible = text => String(text ?? '').replace(HIDDEN, escaped);

/** A name on the page; escapes are marked, so that they differ from a name that contains a backslash. */
export function Name({text}) {
  const whole = String(text ?? '');
  const parts = [];
  let end = 0;
  for (const match of whole.matchAll(HIDDEN)) {
    parts.push(whole.slice(end, match.index), html`<span class="escape">${escaped(match[0])}</span>`);
    end = match.index + match[0].length;
  }
  parts.push(whole.slice(end));
  return html`<bdi class="name">${parts}</bdi>`;
}
