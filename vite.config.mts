import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Stands in the built page where a host writes the nonce of the response's own CSP header. */
const NONCE_PLACEHOLDER = '__STRATA_CSP_NONCE__';

export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  html: { cspNonce: NONCE_PLACEHOLDER },
  // Names of classes are a hundredth of what the page begins with where they tell their sheet and line as well.
  css: { modules: { generateScopedName: '[hash:base64:6]' } },
  build: {
    outDir: '../out/renderer',
    emptyOutDir: true,
    target: 'chrome108',
    cssTarget: 'chrome108',
    // The polyfill would fetch, which the desktop host's CSP rightly refuses.
    // What a part brings along comes from the same machine: naming it ahead would only make the page heavier.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_, parts, { hostType }) => (hostType === 'html' ? parts : []),
    },
    // Fonts and images stay files: `data:` sources are then needed for pictures of a request only.
    assetsInlineLimit: 0,
    // What the page begins with is one file: thirty small ones wait for each other six at a time.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'begin', tags: ['$initial'] }] } },
    },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1024,
  },
});
