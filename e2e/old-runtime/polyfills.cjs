// What Node 16 and Electron 22 lack and the app, written for the current Electron, takes for
// granted. Loaded in the test runtime only; the app itself carries none of it.
const { protocol } = require('electron');
const buffer = require('node:buffer');
const { webcrypto } = require('node:crypto');
const webStreams = require('node:stream/web');
const { deserialize, serialize } = require('node:v8');
const undici = require('undici');

function define(name, value) {
  if (globalThis[name] === undefined && value !== undefined) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
}

for (const [name, value] of Object.entries(webStreams)) define(name, value);
define('crypto', webcrypto);
define('structuredClone', (value) => deserialize(serialize(value)));
define('Blob', buffer.Blob);
for (const name of ['fetch', 'Headers', 'Request', 'Response', 'FormData', 'File']) {
  define(name, undici[name]);
}

if (!protocol.handle) {
  protocol.handle = (scheme, answer) => {
    protocol.registerBufferProtocol(scheme, (request, respond) => {
      Promise.resolve(answer(new Request(request.url, { method: request.method })))
        .then(async (response) => {
          const headers = Object.fromEntries(response.headers);
          respond({
            statusCode: response.status,
            headers,
            mimeType: (headers['content-type'] ?? '').split(';')[0],
            charset: 'utf-8',
            data: Buffer.from(await response.arrayBuffer()),
          });
        })
        .catch((error) => {
          console.error(error);
          respond({ error: -2 });
        });
    });
  };
}
