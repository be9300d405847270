/** A model that needs no key. It follows a script that makes a mistake and corrects it after the toolkit's error. */
import { MockLanguageModelV4 } from 'ai/test';

export const ADA = 'user_2AdaLovelace000000000000001';

export function scriptedModel(): MockLanguageModelV4 {
  return new MockLanguageModelV4({
    doGenerate: [
      calls('getUser', { userId: ADA }),
      calls('updateUser', { userId: ADA, last_name: 'King' }),
      calls('updateUser', { userId: ADA, lastName: 'King' }),
      says("Ada's last name is King now."),
    ],
  });
}

type Reply = Awaited<ReturnType<MockLanguageModelV4['doGenerate']>>;

function calls(toolName: string, input: Record<string, string>): Reply {
  const call = { type: 'tool-call' as const, toolCallId: crypto.randomUUID(), toolName, input: JSON.stringify(input) };
  return { content: [call], finishReason: { unified: 'tool-calls', raw: undefined }, usage, warnings: [] };
}

function says(text: string): Reply {
  return { content: [{ type: 'text', text }], finishReason: { unified: 'stop', raw: undefined }, usage, warnings: [] };
}

const usage: Reply['usage'] = {
  inputTokens: { total: undefined, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
  outputTokens: { total: undefined, text: undefined, reasoning: undefined },
};
