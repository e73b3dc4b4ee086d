// Workers know no import maps.

import * as core from '/node_modules/@strata-inspector/core/dist/index.js';
import { consume } from './consume.mjs';

self.onmessage = ({ data }) => self.postMessage(consume(core, data));
