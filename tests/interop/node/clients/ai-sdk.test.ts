/** The AI SDK's client, through the tools that it gives to a model. */
import assert from 'node:assert/strict';

import { createMCPClient, MCPClientError } from '@ai-sdk/mcp';
import { StdioMCPTransport } from '@ai-sdk/mcp/mcp-stdio';

import { callResult, isUnknownTool } from '../client.ts';
import { scenario } from '../scenario.ts';
import type { Endpoint } from '../server.ts';

scenario({
  name: 'AI SDK',
  protocolVersion: '2026-07-28',
  hides: [],
  cancels: { stdio: false, http: true },
  async connect(endpoint) {
    const client = await createMCPClient({ transport: transportTo(endpoint) });
    const tools = await client.tools();
    return {
      server: { ...client.serverInfo, ...client.initializeResult },
      async tools() {
        const { tools: definitions } = await client.listTools();
        assert.deepEqual(Object.keys(tools), definitions.map(({ name }) => name));
        for (const { name, title, annotations } of definitions) {
          assert.equal(tools[name]!.title, title);
          assert.deepEqual(tools[name]!.metadata?.annotations, annotations);
        }
        return definitions;
      },
      async call(name, args, abortSignal) {
        const tool = tools[name];
        if (!tool) return callResult(await client.callTool({ name, arguments: args }));
        return callResult(await tool.execute(args, { toolCallId: 'call', messages: [], abortSignal, context: {} }));
      },
      close: () => client.close(),
    };
  },
  catches: {
    unknownTool(error) {
      assert.ok(MCPClientError.isInstance(error));
      isUnknownTool(error);
    },
    unauthorized(error) {
      assert.ok(MCPClientError.isInstance(error));
      assert.equal(error.statusCode, 401);
    },
  },
});

function transportTo(endpoint: Endpoint) {
  if (endpoint.transport === 'stdio') return new StdioMCPTransport(endpoint);
  return { type: 'http' as const, url: endpoint.url, headers: endpoint.headers };
}
