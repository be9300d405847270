/** An agent with Clerk's tools: the AI SDK and a Clerk instance in memory. */
import assert from 'node:assert/strict';

import { type CallToolResult, createMCPClient } from '@ai-sdk/mcp';
import { StdioMCPTransport } from '@ai-sdk/mcp/mcp-stdio';
import { generateText, isStepCount } from 'ai';

import { ADA, scriptedModel } from './scripted-model.ts';

const TASK = `Ada Lovelace (${ADA}) has married. Change her last name to King.`;

/** A real model through Vercel's AI Gateway if its key is set, otherwise the scripted one. */
const scripted = !process.env.AI_GATEWAY_API_KEY;
const model = scripted ? scriptedModel() : (process.env.MODEL ?? 'openai/gpt-5-mini');

const client = await createMCPClient({
  transport: new StdioMCPTransport({
    command: process.env.CLERK_TOOLKIT ?? 'clerk-toolkit',
    args: ['mcp', '--sandbox'],
  }),
});
try {
  const tools = await client.tools();
  console.log(`${Object.keys(tools).length} tools: ${Object.keys(tools).join(', ')}`);

  console.log(`user: ${TASK}`);
  const failures: string[] = [];
  await generateText({
    model,
    tools,
    instructions: client.instructions,
    prompt: TASK,
    stopWhen: isStepCount(10),
    onStepEnd({ toolCalls, toolResults, text }) {
      for (const { toolName, input } of toolCalls) console.log(`model calls ${toolName} ${JSON.stringify(input)}`);
      for (const { output } of toolResults) {
        // A failed call is also a result, and the model reads it.
        const { isError, text } = read(output);
        console.log(`  ${isError ? 'error' : 'success'}: ${text.slice(0, 160)}`);
        if (isError) failures.push(text);
      }
      if (text) console.log(`model: ${text}`);
    },
  });

  const ada = read(await client.callTool({ name: 'getUser', arguments: { userId: ADA } }));
  assert.equal(JSON.parse(ada.text).last_name, 'King');
  if (scripted) {
    assert.equal(failures.length, 1, 'the script makes one mistake');
    assert.match(failures[0]!, /Did you mean `lastName`\?/);
  }
} finally {
  await client.close();
}

function read(result: unknown): { isError: boolean; text: string } {
  const { isError = false, content } = result as CallToolResult & { content: { text: string }[] };
  return { isError: isError === true, text: content.map(({ text }) => text).join('\n') };
}
