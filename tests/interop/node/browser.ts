/** Web pages in a real browser, which enforces CORS. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PROGRAMS = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The program of the browser, if one is installed. `BROWSER_PROGRAM` names another one. */
export function findBrowser(): string | undefined {
  const programs = process.env.BROWSER_PROGRAM ? [process.env.BROWSER_PROGRAM] : PROGRAMS;
  return programs.find((program) => spawnSync(program, ['--version']).status === 0);
}

/** What a script in a page returns, or the name of the exception that it throws. */
export type PageResult = { returned: unknown } | { thrown: string };

/** A server for pages. In the browser, every host ending in `.example` is this machine. */
export async function pages(program: string) {
  let script = '';
  let report: (result: PageResult) => void = () => {};
  const server = createServer(async (request, response) => {
    if (request.method === 'POST') {
      let body = '';
      for await (const chunk of request) body += chunk;
      response.end();
      report(JSON.parse(body));
      return;
    }
    response.setHeader('content-type', 'text/html').end(`<!doctype html><script type="module">
      const run = async () => { ${script} };
      const result = await run().then((returned) => ({ returned }), (error) => ({ thrown: error.name }));
      await fetch('/result', { method: 'POST', body: JSON.stringify(result) });
    </script>`);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    port,
    /** Runs the body of an async function in a page of this host. */
    async run(host: string, body: string): Promise<PageResult> {
      script = body;
      const result = new Promise<PageResult>((resolve) => (report = resolve));
      const profile = await mkdtemp(join(tmpdir(), 'clerk-toolkit-browser-'));
      const browser = spawn(
        program,
        [
          '--headless',
          '--no-sandbox',
          '--disable-gpu',
          '--disable-dev-shm-usage',
          '--no-proxy-server',
          '--remote-debugging-port=0',
          '--host-resolver-rules=MAP *.example 127.0.0.1',
          `--user-data-dir=${profile}`,
          `http://${host}:${port}/`,
        ],
        { stdio: 'ignore' },
      );
      const exited = once(browser, 'exit');
      const early = exited.then(([code]) => {
        throw new Error(`${program} ended with ${code} before the page returned`);
      });
      try {
        return await Promise.race([result, early]);
      } finally {
        early.catch(() => {});
        browser.kill('SIGKILL');
        await exited;
        await rm(profile, { recursive: true, force: true, maxRetries: 5 });
      }
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
