/**
 * A server that answers at once, as a program of its own: it takes every record and says so, correctly, and does
 * nothing else. Keys are found by scanning for their name, because parsing would make the server the slowest part.
 * `node bench/delivery/instant-server.ts [MS]` prints its address; with MS it answers only after that time.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const KEY = Buffer.from('{"key":"');
const UUID = 36;
const latency = Number(process.argv[2] ?? 0);

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const text = request.url === '/v1/submissions' ? accepted(Buffer.concat(chunks)) : '{"found":[]}';
    const answer = (): void => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length }).end(text);
    };
    if (latency > 0) setTimeout(answer, latency);
    else answer();
  });
});

/** One result a record, each with an id of its own. */
function accepted(body: Buffer): string {
  const results: string[] = [];
  for (let at = body.indexOf(KEY); at >= 0; at = body.indexOf(KEY, at + UUID)) {
    const key = body.toString('latin1', at + KEY.length, at + KEY.length + UUID);
    results.push(`{"key":"${key}","status":"accepted","id":"r-${key.slice(0, 8)}"}`);
  }
  return `{"results":[${results.join(',')}]}`;
}

server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`);
});
