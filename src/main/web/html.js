// Templates: html`<p>${text}</p>`. Preact inserts every value as text, never as markup.
import {h} from 'preact';
import htm from 'htm';

export const html = htm.bind(h);
