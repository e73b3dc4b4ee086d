import { child } from '../../../json/pointer.ts';
import { crash } from '../../call/failures.ts';
import { noteUnsent } from '../../call/params.ts';
import { Part } from '../part.ts';
import { base64Of, isDataUrl } from './base64.ts';
import type { EmbeddingFamily } from './family.ts';
import { IMAGE, INPUT, TO_DIMENSION, TO_TYPES, WITHOUT } from './rules.ts';

/** Titan G1: nothing but the text. Source: `AmazonTitanG1Config`. */
export const titanG1: EmbeddingFamily = {
  supported: () => [],
  map: () => null,
  body: ({ value, from }, params, { trace }) => {
    for (const param of params.values()) noteUnsent(param, WITHOUT, trace);
    return new Part(trace).set('inputText', value, from, INPUT);
  },
};

/** Source: `AmazonTitanV2Config`. */
export const titanV2: EmbeddingFamily = {
  supported: () => ['dimensions', 'encoding_format'],
  map: (key, value) => {
    const from = child('', key);
    if (key === 'dimensions') return ['dimensions', { value, from, rule: TO_DIMENSION }];
    const types = [value === 'base64' ? 'binary' : 'float'];
    return ['embeddingTypes', { value: types, from, rule: TO_TYPES }];
  },
  body: ({ value, from }, params, { trace }) => {
    if (params.has('inputText'))
      crash('LiteLLM fails: inputText is given beside the input.', 'APIConnectionError');
    const part = new Part(trace).set('inputText', value, from, INPUT);
    for (const [key, param] of params) part.put(key, param);
    return part;
  },
};

/** Source: `AmazonTitanMultimodalEmbeddingG1Config`. */
export const titanMultimodal: EmbeddingFamily = {
  supported: () => ['dimensions'],
  map: (key, value) => [
    'embeddingConfig',
    { value: { outputEmbeddingLength: value }, from: child('', key), rule: TO_DIMENSION },
  ],
  body: ({ value, from }, params, { trace }) => {
    const part = new Part(trace);
    if (isDataUrl(value)) part.set('inputImage', base64Of(value), from, IMAGE);
    else part.set('inputText', value, from, INPUT);
    for (const [key, param] of params) part.put(key, param);
    return part;
  },
};
