import { type AddressInfo, connect, createServer } from 'node:net';

// The least that can stand between client and endpoint: bytes are passed on as they come, nothing is read. What it adds
// is what one more process adds on this machine.
const target = new URL(process.argv[2] ?? '');

const server = createServer({ noDelay: true }, (client) => {
  const endpoint = connect({ port: Number(target.port), host: target.hostname, noDelay: true });
  for (const [from, to] of [
    [client, endpoint],
    [endpoint, client],
  ] as const) {
    from.on('data', (piece) => void to.write(piece));
    from.on('close', () => to.destroy());
    from.on('error', () => to.destroy());
  }
});
server.listen(0, '127.0.0.1', () =>
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
);
