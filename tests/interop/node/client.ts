/** What the scenario needs to know about a client. */
import assert from 'node:assert/strict';

import type { Endpoint, Transport } from './server.ts';

/** A tool as the client lists it. */
export type Definition = {
  name: string;
  description?: string;
  title?: string;
  annotations?: Record<string, unknown>;
  inputSchema?: unknown;
  outputSchema?: unknown;
};

/** How a call ended, without being an exception of the client's. */
export type Answer = { isError: boolean; text: string; structured?: unknown };

export type Session = {
  /** As far as the client shows it. */
  server?: { protocolVersion?: string; name?: string; version?: string; instructions?: string };
  tools(): Promise<Definition[]>;
  call(name: string, args: Record<string, unknown>, signal?: AbortSignal): Promise<Answer>;
  close(): Promise<void>;
};

export type Client = {
  name: string;
  /** The revision that it and this server agree on. */
  protocolVersion: string;
  /** The fields of a definition that it leaves out. */
  hides: (keyof Definition)[];
  connect(endpoint: Endpoint): Promise<Session>;
  /** Whether a call that its user aborts is stopped on the server too. */
  cancels: Record<Transport, boolean>;
  /** What its user catches at... */
  catches: {
    /** a call of a tool that there is none of, */
    unknownTool(error: unknown): void;
    /** a connection without the token that the server asks for, */
    unauthorized(error: unknown): void;
    /** a call without an argument that is required, where the client checks that before it sends anything. */
    argumentMissing?(error: unknown): void;
  };
};

/** The parts of a `CallToolResult` that every client's own type has. */
export function answer(result: object): Answer {
  const { isError = false, content, structuredContent: structured } = result as {
    isError?: boolean;
    content: { type: string; text: string }[];
    structuredContent?: unknown;
  };
  const [block, ...others] = content;
  if (block?.type !== 'text' || others.length > 0) throw new Error(`not one text: ${JSON.stringify(content)}`);
  return { isError, text: block.text, structured };
}

/** What the server says to `getUsr`, under whatever name the client's exception has. */
export function isUnknownTool({ code, message }: { code?: unknown; message: string }): void {
  assert.equal(code, -32602);
  assert.match(message, /Did you mean `getUser`\?/);
}
