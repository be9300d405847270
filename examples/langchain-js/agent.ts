/** An agent with Clerk's tools: LangChain and a Clerk instance in memory. */
import assert from 'node:assert/strict';

import { MultiServerMCPClient } from '@langchain/mcp-adapters';
import { AIMessage, type BaseMessage, createAgent, initChatModel, ToolMessage } from 'langchain';

import { ADA, scriptedModel } from './scripted-model.ts';

const TASK = `Ada Lovelace (${ADA}) has married. Change her last name to King.`;

/** The model in MODEL, such as `openai:gpt-5-mini`, or the scripted one if MODEL is not set. */
const scripted = !process.env.MODEL;
const model = scripted ? scriptedModel() : await initChatModel(process.env.MODEL);

const client = new MultiServerMCPClient({
  mcpServers: {
    clerk: { transport: 'stdio', command: process.env.CLERK_TOOLKIT ?? 'clerk-toolkit', args: ['mcp', '--sandbox'] },
  },
  // Without this, the model would read every result twice, as text and as structured content.
  afterToolCall: ({ result: [content] }) => ({ result: new ToolMessage({ content, tool_call_id: '' }).text }),
});
try {
  const tools = await client.getTools();
  console.log(`${tools.length} tools: ${tools.map(({ name }) => name).join(', ')}`);

  const agent = createAgent({ model, tools });
  console.log(`user: ${TASK}`);
  const failures: string[] = [];
  for await (const step of await agent.stream({ messages: TASK }, { streamMode: 'updates' })) {
    for (const { messages } of Object.values(step)) {
      for (const message of messages) {
        show(message);
        if (ToolMessage.isInstance(message) && message.status === 'error') failures.push(message.text);
      }
    }
  }

  const getUser = tools.find(({ name }) => name === 'getUser')!;
  assert.equal(JSON.parse(await getUser.invoke({ userId: ADA })).last_name, 'King');
  if (scripted) {
    assert.equal(failures.length, 1, 'the script makes one mistake');
    assert.match(failures[0]!, /Did you mean `lastName`\?/);
  }
} finally {
  await client.close();
}

function show(message: BaseMessage): void {
  if (AIMessage.isInstance(message)) {
    for (const { name, args } of message.tool_calls ?? []) console.log(`model calls ${name} ${JSON.stringify(args)}`);
    if (message.text) console.log(`model: ${message.text}`);
  } else if (ToolMessage.isInstance(message)) {
    console.log(`  ${message.status}: ${message.text.slice(0, 200)}`);
  }
}
