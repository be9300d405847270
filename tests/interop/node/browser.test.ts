/** A web page that uses the server directly. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { findBrowser, pages } from './browser.ts';
import { type HttpEndpoint, type Running, serveHttp } from './server.ts';

const program = findBrowser();
/** Long enough for a server that pages of other machines reach. */
const LONG_TOKEN = 'browser-token-0123456789abcdef0123456789abcdef';

/** The beginning of every script: `send` sends a message, and `read` returns what the page can see of the response. */
function prelude(url: string): string {
  return `
    const send = (message, headers = {}, init = {}) => fetch('${url}', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, ...message }),
      ...init,
    });
    const read = async (response) => ({
      status: response.status,
      challenge: response.headers.get('WWW-Authenticate'),
      body: await response.text(),
    });
    const authorization = { Authorization: 'Bearer ${LONG_TOKEN}' };
    const list = { method: 'tools/list', params: {} };
  `;
}

const skip = program ? false : `NO BROWSER: install Chromium, or name a program in BROWSER_PROGRAM`;
if (skip) console.error(`\n*** SKIPPED: the tests with a web page. ${skip}\n`);

describe('a web page in a browser', { skip }, () => {
  let web: Awaited<ReturnType<typeof pages>>;
  let server: Running<HttpEndpoint>;
  before(async () => {
    web = await pages(program!);
    const origin = `http://app.example:${web.port}`;
    server = await serveHttp(['--sandbox', '--allow-origin', origin], { CLERK_TOOLKIT_HTTP_TOKEN: LONG_TOKEN });
  });
  after(async () => {
    web.stop();
    await server.stop();
  });

  /** What the page of this host returns. */
  async function returned(host: string, script: string): Promise<any> {
    const result = await web.run(host, prelude(server.endpoint.url) + script);
    assert.ok('returned' in result, JSON.stringify(result));
    return result.returned;
  }

  for (const host of ['app.example', 'localhost']) {
    test(`a page of ${host} initializes, lists and calls tools`, async () => {
      const [initialized, listed, called] = await returned(host, `
        const clientInfo = { name: 'page', version: '1' };
        const initialize = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo };
        const revision = { ...authorization, 'MCP-Protocol-Version': '2025-11-25', 'Last-Event-ID': '1' };
        const call = { name: 'getUserCount', arguments: {} };
        return [
          await read(await send({ method: 'initialize', params: initialize }, authorization)),
          await read(await send(list, { ...revision, Accept: 'application/json, text/event-stream' })),
          await read(await send({ method: 'tools/call', params: call }, { ...revision, 'Mcp-Param-X': 'y' })),
        ];
      `);
      assert.equal(JSON.parse(initialized.body).result.serverInfo.name, 'clerk-toolkit');
      assert.ok(JSON.parse(listed.body).result.tools.length > 0);
      assert.equal(JSON.parse(called.body).result.structuredContent.total_count, 5);
    });
  }

  test('the page reads errors and their headers', async () => {
    const [withoutToken, wrongMethod, invalid, tooLong] = await returned('app.example', `
      return [
        await read(await send(list)),
        await read(await fetch('${server.endpoint.url}', { headers: authorization })),
        await read(await send({ method: 5 }, authorization)),
        await read(await send({ method: 'ping', pad: 'x'.repeat(5 << 20) }, authorization)),
      ];
    `);
    assert.deepEqual([withoutToken.status, withoutToken.challenge], [401, 'Bearer']);
    assert.equal(wrongMethod.status, 405);
    assert.equal(invalid.status, 400);
    assert.match(invalid.body, /`method` must be a string/);
    assert.equal(tooLong.status, 413);
  });

  for (const [name, host, script] of [
    ['a page of another origin', 'evil.example', 'await send(list, authorization)'],
    ['a page of a subdomain', 'a.app.example', 'await send(list, authorization)'],
    ['a header that is not allowed', 'app.example', "await send(list, { ...authorization, 'X-Other': '1' })"],
    ['cookies', 'app.example', "await send(list, authorization, { credentials: 'include' })"],
    ['another method', 'app.example', "await send(list, authorization, { method: 'PUT' })"],
  ] as const) {
    test(`the browser refuses ${name}`, async () => {
      assert.deepEqual(await web.run(host, prelude(server.endpoint.url) + script), { thrown: 'TypeError' });
    });
  }

  test('the browser refuses a host that is not allowed', async () => {
    const url = server.endpoint.url.replace('127.0.0.1', 'other.example');
    assert.deepEqual(await web.run('app.example', prelude(url) + 'await send(list, authorization)'), { thrown: 'TypeError' });
  });
});
