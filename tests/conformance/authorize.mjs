// A proxy that adds a bearer token to every request, for a client that cannot send one: authorize.mjs URL TOKEN
// Prints its own URL. Everything else in requests and responses is passed on unchanged.
import { createServer, request as send } from 'node:http';

const [url, token] = process.argv.slice(2);
const target = new URL(url);

const server = createServer((request, response) => {
  const headers = [...request.rawHeaders, 'Authorization', `Bearer ${token}`];
  const { hostname, port } = target;
  const forwarded = send({ hostname, port, method: request.method, path: request.url, headers }, (received) => {
    response.writeHead(received.statusCode, received.rawHeaders);
    received.pipe(response);
  });
  forwarded.on('error', () => response.destroy());
  response.on('close', () => forwarded.destroy());
  request.pipe(forwarded);
});

server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}${target.pathname}`);
});
