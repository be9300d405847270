/** The tests of every client over every transport. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, describe, test } from 'node:test';

import type { CallResult, Client, Definition, Session } from './client.ts';
import { type Running, type Transport, command, serve, serveHttp, slowClerk } from './server.ts';

/** The default tools in the toolset's order, as the binary writes them without a client. */
const TOOLS: Required<Definition>[] = JSON.parse(execFileSync(command, ['tools', '--format', 'mcp'], { encoding: 'utf8' }));

const ADA = 'user_2AdaLovelace000000000000001';
const USERNAMES = {
  [ADA]: 'ada-lovelace',
  user_2GraceHopper000000000000001: 'grace-hopper',
  user_2AlanTuring0000000000000001: 'alan-turing',
  user_2KatherineJohnson0000000001: 'katherine-johnson',
};
const EDSGER = 'user_2EdsgerDijkstra000000000001';
const NOBODY = 'user_2Nobody00000000000000000001';

/** Registers the tests of one client. */
export function scenario(client: Client): void {
  for (const transport of ['stdio', 'http'] as const) {
    describe(`${client.name} over ${transport}`, () => {
      conversation(client, transport);
      test('an aborted call', { timeout: 20_000 }, () => aborts(client, transport));
    });
  }
  test(`${client.name} with and without the bearer token`, () => authorizes(client));
}

function conversation(client: Client, transport: Transport): void {
  let running: Running;
  let session: Session;
  before(async () => {
    running = await serve(transport);
    session = await client.connect(running.endpoint);
  });
  after(() => running.stop());

  test('the server describes itself', (context) => {
    if (!session.server) return context.skip('the client does not make it available');
    const { protocolVersion, name, version, instructions } = session.server;
    assert.equal(protocolVersion, client.protocolVersion);
    assert.equal(name, 'clerk-toolkit');
    assert.match(version ?? '', /^\d+\.\d+\.\d+/);
    assert.match(instructions ?? '', /^Tools for the Clerk instance at http\S+: users \(\d+\), /);
  });

  test('it lists every tool in order and with all fields', async () => {
    const tools = await session.tools();
    assert.notEqual(tools.length, 0);
    assert.deepEqual(tools, TOOLS.map((tool) => without(tool, client.hides)));
  });

  test('a read', async () => {
    const ada = succeeded(await session.call('getUser', { userId: ADA }));
    assert.equal(ada.username, 'ada-lovelace');
    assert.equal(ada.email_addresses[0].email_address, 'ada@example.com');
    assert.deepEqual(ada.public_metadata, { plan: 'pro', preferences: { theme: 'dark', language: 'en' } });
    assert.deepEqual(ada.private_metadata, { redacted: '[redacted by clerk-toolkit: private metadata]' });
  });

  test('a write is visible to the next read', async () => {
    const written = succeeded(await session.call('updateUser', { userId: EDSGER, firstName: 'Edsger Wybe' }));
    assert.equal(written.first_name, 'Edsger Wybe');
    const read = succeeded(await session.call('getUser', { userId: EDSGER }));
    assert.deepEqual([read.first_name, read.last_name], ['Edsger Wybe', 'Dijkstra']);
  });

  test('a user that does not exist', async () => {
    const error = failed(await session.call('getUser', { userId: NOBODY }));
    assert.equal(error.code, 'resource_not_found');
    assert.equal(error.message, `No user was found with id ${NOBODY}`);
    assert.equal(error.retryable, false);
  });

  test('a misspelt argument', async () => {
    const call = session.call('updateUser', { userId: ADA, first_name: 'Augusta' });
    const error = failed(await call);
    assert.equal(error.code, 'arguments_invalid');
    assert.equal(error.message, 'The tool `updateUser` has no argument `first_name`.');
    assert.equal(error.hint, 'Did you mean `firstName`?');
    assert.equal(succeeded(await session.call('getUser', { userId: ADA })).first_name, 'Ada');
  });

  test('a misspelt required argument', async () => {
    const call = session.call('getUser', { user_id: ADA });
    if (client.catches.argumentMissing) return rejects(call, client.catches.argumentMissing);
    const error = failed(await call);
    assert.equal(error.code, 'arguments_invalid');
    assert.equal(error.hint, 'Did you mean `userId`?');
  });

  test('a tool that does not exist', () => rejects(session.call('getUsr', {}), client.catches.unknownTool));

  test('200 concurrent calls, each with its own result', async () => {
    const people = Object.entries(USERNAMES);
    const calls = Array.from({ length: 200 }, async (_, index) => {
      const [userId, username] = people[index % people.length]!;
      assert.equal(succeeded(await session.call('getUser', { userId })).username, username);
    });
    await Promise.all(calls);
  });

  test('the server ends with the client', async () => {
    const start = performance.now();
    await session.close();
    // The clients kill a server that has not ended after two seconds.
    assert.ok(performance.now() - start < 1_500);
  });
}

async function aborts(client: Client, transport: Transport): Promise<void> {
  const clerk = await slowClerk();
  const running = await serve(transport, clerk.args, clerk.env);
  const session = await client.connect(running.endpoint);
  try {
    const controller = new AbortController();
    const call = session.call('getUser', { userId: ADA }, controller.signal);
    call.catch(() => {});
    await clerk.request;
    controller.abort();
    await assert.rejects(call);
    if (client.cancels[transport]) await clerk.hangUp;
    assert.equal(succeeded(await session.call('getUserCount', {})).total_count, 5);
    assert.equal(clerk.hungUp(), client.cancels[transport]);
  } finally {
    await session.close();
    await running.stop();
    clerk.stop();
  }
}

async function authorizes(client: Client): Promise<void> {
  const { endpoint, stop } = await serveHttp(['--sandbox']);
  try {
    await rejects(client.connect({ ...endpoint, headers: {} }), client.catches.unauthorized);
    const session = await client.connect(endpoint);
    assert.equal(succeeded(await session.call('getUserCount', {})).total_count, 5);
    await session.close();
  } finally {
    await stop();
  }
}

/** The output of a successful call. Checks that the text and the structured content are equal. */
function succeeded({ isError, text, structured }: CallResult): any {
  assert.equal(isError, false, text);
  const value = JSON.parse(text);
  assert.deepEqual(structured, value);
  return value;
}

/** The toolkit's error, as the model reads it. */
function failed({ isError, text, structured }: CallResult): any {
  assert.equal(isError, true, text);
  assert.equal(structured, undefined);
  return JSON.parse(text).error;
}

async function rejects(promise: Promise<unknown>, check: (error: unknown) => void): Promise<void> {
  await assert.rejects(promise, (error) => {
    check(error);
    return true;
  });
}

function without(tool: Definition, fields: (keyof Definition)[]): Partial<Definition> {
  return Object.fromEntries(Object.entries(tool).filter(([field]) => !fields.includes(field as keyof Definition)));
}
