import type { z } from 'zod';

/** What a tool gives back: small, and of one shape. */
export type Structured = Readonly<Record<string, unknown>>;

/** One thing that an agent can ask of Strata. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  /** When to use it and what comes back, for a reader that has nothing else. */
  readonly description: string;
  readonly input: z.ZodRawShape;
  /** The members of what comes back, as far as a client may rest on them; others may stand beside them. */
  readonly output: z.ZodRawShape;
  /** Throws {@link ToolError} for what the caller can put right. */
  run(args: never, context: Context): Promise<Structured>;
}

/** What tools have at hand. */
export interface Context {
  /** The file of the history. */
  readonly historyFile: string;
  /** The program of the store's process. */
  readonly storeProgram: string;
}

/** The call cannot be answered as it is; the message says what to do. */
export class ToolError extends Error {
  override readonly name = 'ToolError';
}

/** A tool whose arguments have the types that its input says. */
export const defineTool = <Shape extends z.ZodRawShape>(
  tool: Omit<Tool, 'input' | 'run'> & {
    readonly input: Shape;
    run(args: z.infer<z.ZodObject<Shape>>, context: Context): Promise<Structured>;
  },
): Tool => tool;
