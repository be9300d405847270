/** The official TypeScript SDK for 2026-07-28. By default it uses the handshake of the earlier revisions. */
import assert from 'node:assert/strict';

import {
  Client,
  ProtocolError,
  SdkHttpError,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

import { callResult, isUnknownTool } from '../client.ts';
import { scenario } from '../scenario.ts';
import type { Endpoint } from '../server.ts';

const revisions = [
  { mode: 'legacy', protocolVersion: '2025-11-25', cancelsOverHttp: false },
  { mode: 'auto', protocolVersion: '2026-07-28', cancelsOverHttp: true },
] as const;

for (const { mode, protocolVersion, cancelsOverHttp } of revisions) {
  scenario({
    name: `TypeScript SDK 2 (${mode})`,
    protocolVersion,
    hides: [],
    cancels: { stdio: true, http: cancelsOverHttp },
    async connect(endpoint) {
      const client = new Client({ name: 'interop', version: '1.0.0' }, { versionNegotiation: { mode } });
      await client.connect(transportTo(endpoint));
      return {
        server: {
          protocolVersion: client.getNegotiatedProtocolVersion(),
          ...client.getServerVersion(),
          instructions: client.getInstructions(),
        },
        tools: async () => (await client.listTools()).tools,
        call: async (name, args, signal) => callResult(await client.callTool({ name, arguments: args }, { signal })),
        close: () => client.close(),
      };
    },
    catches: {
      unknownTool(error) {
        assert.ok(error instanceof ProtocolError);
        isUnknownTool(error);
      },
      unauthorized(error) {
        assert.ok(error instanceof SdkHttpError);
        assert.equal(error.status, 401);
      },
    },
  });
}

function transportTo(endpoint: Endpoint) {
  if (endpoint.transport === 'stdio') return new StdioClientTransport(endpoint);
  return new StreamableHTTPClientTransport(new URL(endpoint.url), { requestInit: { headers: endpoint.headers } });
}
