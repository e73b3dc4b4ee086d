import { readFileSync } from 'node:fs';
import * as core from '@strata-inspector/core';
import { consume } from './consume.mjs';

console.log(JSON.stringify(consume(core, JSON.parse(readFileSync('stream.json', 'utf8')))));
