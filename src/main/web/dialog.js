// A modal dialog: the browser keeps the focus inside, closes it by Escape and returns the focus.
import {useEffect, useId, useRef} from 'preact/hooks';
import {html} from './html.js';

export function Dialog({title, onClose, children, locked, kind = ''}) {
  const element = useRef(null);
  // There can be two: one signs in again over the dialog of an act.
  const titleId = useId();
  useEffect(() => {
    const before = document.activeElement;
    const dialog = element.current;
    dialog.showModal();
    dialog.querySelector('[data-first]')?.focus();
    dialog.scrollTop = 0;
    return () => {
      dialog.close();
      if (before?.isConnected) before.focus();
    };
  }, []);
  const cancel = event => {
    event.preventDefault();
    if (!locked) onClose();
  };
  return html`
    <dialog ref=${element} class=${kind} aria-labelledby=${titleId} onCancel=${cancel}>
      <h2 id=${titleId}>${title}</h2>
      ${children}
    </dialog>`;
}
