/** The tested binary, and how to connect to it. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';

/** How a client connects to a server: it starts the process, or it gets the URL of a running server. */
export type Endpoint = StdioEndpoint | HttpEndpoint;
export type StdioEndpoint = { transport: 'stdio'; command: string; args: string[]; env: Record<string, string> };
export type HttpEndpoint = { transport: 'http'; url: string; headers: Record<string, string> };
export type Transport = Endpoint['transport'];

/** An endpoint that runs until it is stopped. */
export type Running<E = Endpoint> = { endpoint: E; stop(): Promise<void> };

/** The token of every server over HTTP. */
export const TOKEN = 'interop-token-0123456789abcdef';

export const command = process.env.CLERK_TOOLKIT ?? 'clerk-toolkit';

export async function serve(transport: Transport, args = ['--sandbox'], env: Record<string, string> = {}): Promise<Running> {
  if (transport === 'http') return serveHttp(args, env);
  return { endpoint: { transport, command, args: ['mcp', ...args], env }, stop: async () => {} };
}

export async function serveHttp(args: string[], env: Record<string, string> = {}): Promise<Running<HttpEndpoint>> {
  const child = spawn(command, ['mcp', ...args, '--http', '127.0.0.1:0'], {
    env: { ...process.env, CLERK_TOOLKIT_HTTP_TOKEN: TOKEN, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exited = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGINT');
    await exited;
  };
  for await (const line of createInterface({ input: child.stderr })) {
    const url = /^Listening on (\S+)/.exec(line)?.[1];
    if (url) {
      child.stderr.pipe(process.stderr);
      return { endpoint: { transport: 'http', url, headers: { Authorization: `Bearer ${TOKEN}` } }, stop };
    }
    console.error(line);
  }
  throw new Error(`${command} ended before it listened`);
}

/** A Clerk instance that returns the number of users and never responds to any other request. */
export async function slowClerk() {
  let asked = () => {};
  let left = () => {};
  let hungUp = false;
  /** Resolves when a request is pending. */
  const request = new Promise<void>((resolve) => (asked = resolve));
  /** Resolves when its client has closed the connection. */
  const hangUp = new Promise<void>((resolve) => (left = resolve));
  const server = createServer((request, response) => {
    if (request.url?.endsWith('/users/count')) {
      response.setHeader('content-type', 'application/json').end('{"object":"total_count","total_count":5}');
      return;
    }
    response.on('close', () => {
      hungUp = true;
      left();
    });
    asked();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    args: ['--api-url', `http://127.0.0.1:${port}`],
    env: { CLERK_SECRET_KEY: 'sk_test_aW50ZXJvcA' },
    request,
    hangUp,
    hungUp: () => hungUp,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
