import {render} from 'preact';
import {html} from './html.js';
import {App} from './app.js';

const root = document.getElementById('console');
root.replaceChildren();
render(html`<${App}/>`, root);
