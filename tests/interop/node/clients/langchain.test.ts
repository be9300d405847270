/** LangChain's adapters, through the tools that they give to an agent. */
import assert from 'node:assert/strict';

import { MultiServerMCPClient } from '@langchain/mcp-adapters';
import { McpError } from '@modelcontextprotocol/sdk/types.js';

import { type CallResult, callResult, isUnknownTool } from '../client.ts';
import { scenario } from '../scenario.ts';
import type { Endpoint } from '../server.ts';

scenario({
  name: 'LangChain.js',
  protocolVersion: '2025-11-25',
  hides: ['title', 'outputSchema'],
  cancels: { stdio: true, http: false },
  async connect(endpoint) {
    const client = new MultiServerMCPClient({ clerk: connection(endpoint) });
    const tools = await client.getTools();
    return {
      tools: async () =>
        tools.map(({ name, description, schema, metadata }) => ({
          name,
          description,
          inputSchema: schema,
          annotations: metadata?.annotations as Record<string, unknown>,
        })),
      async call(name, args, signal) {
        const tool = tools.find((tool) => tool.name === name);
        if (!tool) {
          const underlying = await client.getClient('clerk');
          return callResult(await underlying!.callTool({ name, arguments: args }));
        }
        return tool.invoke({ type: 'tool_call', id: 'call', name, args }, { signal }).then(success, failure);
      },
      close: () => client.close(),
    };
  },
  catches: {
    unknownTool(error) {
      assert.ok(error instanceof McpError);
      isUnknownTool(error);
    },
    unauthorized(error) {
      assert.ok(error instanceof Error);
      assert.match(error.message, /^Authentication failed for HTTP server "clerk"/);
    },
    argumentMissing(error) {
      assert.ok(error instanceof Error);
      assert.equal(error.message, 'Received tool input did not match expected schema');
    },
  },
});

/** The model reads the output twice: the text block is JSON that contains the structured content. */
function success({ content, artifact: [artifact] }: any): CallResult {
  const { structuredContent, ...block } = JSON.parse(content);
  assert.deepEqual(artifact, { type: 'mcp_structured_content', data: structuredContent });
  return callResult({ content: [block], structuredContent });
}

/** The toolkit's error is an exception here. */
function failure(error: unknown): CallResult {
  if (!(error instanceof Error && error.name === 'ToolException')) throw error;
  const [, text] = /^MCP tool '\w+' on server 'clerk' returned an error: (.*)$/.exec(error.message) ?? [];
  if (!text) throw error;
  return { isError: true, text };
}

function connection(endpoint: Endpoint) {
  if (endpoint.transport === 'http') return { transport: 'http' as const, url: endpoint.url, headers: endpoint.headers };
  const { command, args, env } = endpoint;
  return { transport: 'stdio' as const, command, args, env };
}
