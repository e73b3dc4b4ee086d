import type { Json } from '../../../json/json.ts';
import type { Context } from '../../call/context.ts';
import { type Param, type Params, put } from '../../call/params.ts';
import type { Rule } from '../../ledger/rule.ts';
import type { From } from '../../ledger/trace.ts';
import type { Target } from '../../models/target.ts';
import type { Block } from './messages/block.ts';
import { CLAUDE_RULES as RULE } from './rules.ts';

/** Parameters of a Claude body while they are being mapped, one after the other. */
export class Draft {
  readonly out = new Map<string, Param>();
  readonly #tools: Block[] = [];
  readonly #toolsFrom: string[] = [];

  constructor(
    /** The parameters as they came. */
    readonly given: Params,
    readonly context: Context,
    /** The model whose abilities count. */
    readonly target: Target,
    /** The model of the call; another one counts where a release asks about a stand-in. */
    readonly own: Target,
  ) {}

  set(key: string, value: Json, from: From, rule: Rule): void {
    put(this.out, key, { value, from, rule }, this.context.trace);
  }

  /** Sets a key that an earlier parameter may have decided; that one keeps its note of use. */
  replace(key: string, value: Json, from: From, rule: Rule): void {
    this.out.set(key, { value, from, rule });
  }

  /** Adds tools behind those that are there. */
  addTools(tools: readonly Block[], from: string): void {
    const { trace } = this.context;
    this.#tools.push(...tools);
    this.#toolsFrom.push(from);
    const from_ = [...this.#toolsFrom];
    const list = trace.whole([...this.#tools], from_, RULE.tools);
    this.out.set('tools', { value: list, from: from_, rule: RULE.tools });
  }
}
