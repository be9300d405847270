/** A model that needs no key. It follows a script that makes a mistake and corrects it after the toolkit's error. */
import { AIMessage, fakeModel } from 'langchain';

export const ADA = 'user_2AdaLovelace000000000000001';

export function scriptedModel() {
  return fakeModel()
    .respond(calls('getUser', { userId: ADA }))
    .respond(calls('updateUser', { userId: ADA, last_name: 'King' }))
    .respond(calls('updateUser', { userId: ADA, lastName: 'King' }))
    .respond(new AIMessage("Ada's last name is King now."));
}

function calls(name: string, args: Record<string, string>): AIMessage {
  return new AIMessage({ content: '', tool_calls: [{ id: crypto.randomUUID(), name, args }] });
}
