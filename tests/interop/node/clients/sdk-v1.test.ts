/** The official TypeScript SDK for the revisions with a handshake. */
import assert from 'node:assert/strict';

import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { McpError } from '@modelcontextprotocol/sdk/types.js';

import { callResult, isUnknownTool } from '../client.ts';
import { scenario } from '../scenario.ts';
import type { Endpoint } from '../server.ts';

scenario({
  name: 'TypeScript SDK 1',
  protocolVersion: '2025-11-25',
  hides: [],
  cancels: { stdio: true, http: false },
  async connect(endpoint) {
    const client = new Client({ name: 'interop', version: '1.0.0' });
    const transport: Transport = transportTo(endpoint);
    // Only the transport gets the revision.
    let protocolVersion: string | undefined;
    const setProtocolVersion = transport.setProtocolVersion?.bind(transport);
    transport.setProtocolVersion = (version) => {
      protocolVersion = version;
      setProtocolVersion?.(version);
    };
    await client.connect(transport);
    return {
      server: { protocolVersion, ...client.getServerVersion(), instructions: client.getInstructions() },
      tools: async () => (await client.listTools()).tools,
      call: async (name, args, signal) => callResult(await client.callTool({ name, arguments: args }, undefined, { signal })),
      close: () => client.close(),
    };
  },
  catches: {
    unknownTool(error) {
      assert.ok(error instanceof McpError);
      isUnknownTool(error);
    },
    unauthorized(error) {
      assert.ok(error instanceof StreamableHTTPError);
      assert.equal(error.code, 401);
    },
  },
});

function transportTo(endpoint: Endpoint) {
  if (endpoint.transport === 'stdio') return new StdioClientTransport(endpoint);
  return new StreamableHTTPClientTransport(new URL(endpoint.url), { requestInit: { headers: endpoint.headers } });
}
