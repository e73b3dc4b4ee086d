import { rulesIn } from '../ledger/rule.ts';

const modify = rulesIn('build', 'modify', 'LiteLLM litellm.modify_params');

/** What `litellm.modify_params` does, whichever body form it does it in. */
export const MODIFY_RULES = {
  continueUser: modify(
    'continue-user',
    'added',
    'modify_params is on: LiteLLM puts “Please continue.” where a user’s words are missing.',
  ),
  continueAssistant: modify(
    'continue-assistant',
    'added',
    'modify_params is on: LiteLLM puts “Please continue.” of the assistant between two turns of the user.',
  ),
  dummyTool: modify(
    'dummy-tool',
    'added',
    'modify_params is on: the history has tool calls and the request no tools, so LiteLLM adds a stand-in.',
  ),
  thinking: modify(
    'thinking',
    'dropped',
    'modify_params is on: the last tool call of the assistant carries no thinking, so LiteLLM turns thinking off.',
  ),
  orphanedResult: modify(
    'orphaned-result',
    'dropped',
    'modify_params is on: no call of the assistant’s last turn asked for this result; LiteLLM leaves it out.',
  ),
  repeatedResult: modify(
    'repeated-result',
    'dropped',
    'modify_params is on: a later result answers the same call; LiteLLM sends that one alone.',
  ),
  maxTokens: modify(
    'max-tokens',
    'mapped',
    'modify_params is on: more output tokens are asked for than the model gives; LiteLLM lowers the number.',
  ),
} as const;

/** What LiteLLM lets either side say where it has nothing to say. */
export const CONTINUE = 'Please continue.';
