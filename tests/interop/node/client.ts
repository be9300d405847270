/** The description of a client for the scenario. */
import assert from 'node:assert/strict';

import type { Endpoint, Transport } from './server.ts';

/** A tool, as the client lists it. */
export type Definition = {
  name: string;
  description?: string;
  title?: string;
  annotations?: Record<string, unknown>;
  inputSchema?: unknown;
  outputSchema?: unknown;
};

/** The result of a call, if the client did not throw an exception. */
export type CallResult = { isError: boolean; text: string; structured?: unknown };

export type Session = {
  /** Only if the client makes it available. */
  server?: { protocolVersion?: string; name?: string; version?: string; instructions?: string };
  tools(): Promise<Definition[]>;
  call(name: string, args: Record<string, unknown>, signal?: AbortSignal): Promise<CallResult>;
  close(): Promise<void>;
};

export type Client = {
  name: string;
  /** The revision that the client and the server negotiate. */
  protocolVersion: string;
  /** The fields of a definition that the client omits. */
  hides: (keyof Definition)[];
  connect(endpoint: Endpoint): Promise<Session>;
  /** Whether aborting a call also stops it on the server. */
  cancels: Record<Transport, boolean>;
  /** The exceptions that the client's user catches. */
  catches: {
    /** For a call of a tool that does not exist. */
    unknownTool(error: unknown): void;
    /** For a connection without the required token. */
    unauthorized(error: unknown): void;
    /** For a call without a required argument, if the client checks that before it sends anything. */
    argumentMissing?(error: unknown): void;
  };
};

/** Converts the fields of a `CallToolResult` that every client's type has. */
export function callResult(result: object): CallResult {
  const { isError = false, content, structuredContent: structured } = result as {
    isError?: boolean;
    content: { type: string; text: string }[];
    structuredContent?: unknown;
  };
  const [block, ...others] = content;
  if (block?.type !== 'text' || others.length > 0) throw new Error(`expected one text: ${JSON.stringify(content)}`);
  return { isError, text: block.text, structured };
}

/** Checks the server's error for `getUsr`, whatever the client's exception type is. */
export function isUnknownTool({ code, message }: { code?: unknown; message: string }): void {
  assert.equal(code, -32602);
  assert.match(message, /Did you mean `getUser`\?/);
}
