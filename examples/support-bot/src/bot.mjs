import { readFileSync } from 'node:fs';
import { answer } from './model.mjs';

/** Everything that decides how the bot behaves, as one value. */
export function loadFeature(root) {
  const read = (path) => readFileSync(new URL(path, root), 'utf8');
  const value = (text, key) => new RegExp(`^${key}:\\s*(.+)$`, 'mu').exec(text)?.[1];
  const model = read('config/model.yaml');
  return {
    system: read('prompts/system.md'),
    prompts: { refund: read('prompts/refund.md'), shipping: read('prompts/shipping.md'), account: read('prompts/account.md') },
    safety: read('policies/safety.yaml'),
    model: value(model, 'model'),
    temperature: Number(value(model, 'temperature')),
    maxTokens: Number(value(model, 'max_tokens')),
  };
}

/** Answers one customer. */
export function reply(feature, request) {
  return answer(feature, request);
}
