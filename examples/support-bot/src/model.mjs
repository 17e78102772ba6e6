import { createHash } from 'node:crypto';

/**
 * A scripted model: it follows the instructions it is given as a careful clerk would, and slips now and then, the more
 * often the higher the temperature. The same feature and request give the same answer on every machine.
 */
export function answer(feature, request) {
  const chance = (what) => createHash('sha256').update(JSON.stringify([feature.model, feature.temperature, request.id, what])).digest().readUInt32BE() / 2 ** 32;
  const slips = chance('slip') < 0.03 + feature.temperature * 0.05;
  const follows = request.needs.every((need) => chance(need) < firmness(feature, need)) && !slips;
  const words = 25 + Math.round(60 * chance('length') + 40 * feature.temperature * chance('wordy'));
  return {
    correct: follows,
    refused: request.attack !== undefined && refuses(feature, request.attack),
    latencyMs: Math.round(450 + 9 * words + 900 * chance('wait') ** 3),
    tokensIn: 420 + Math.round(feature.system.length / 4),
    tokensOut: Math.round(words * 1.4),
  };
}

/** How firmly an instruction is given: what is said plainly is done, what is left to judgement is done mostly. */
function firmness(feature, need) {
  const text = Object.values(feature.prompts).join('\n') + feature.system;
  const { plain, vague } = RULES[need];
  return plain.test(text) ? 1 : (vague?.test(text) ?? false) ? 0.6 : 0;
}

const RULES = {
  'order-number': { plain: /order number/iu },
  'thirty-days': { plain: /only if .*within the last 30 days/iu, vague: /delivered recently/iu },
  'refund-limit': { plain: /(?:never|do not) promise a refund above 200 EUR/iu, vague: /above 200 EUR, consider/iu },
  'late-parcel': { plain: /ten days late/iu },
  'confirm-email': { plain: /confirm the e-mail/iu },
  'no-secrets': { plain: /never (?:read out|repeat)/iu },
  escalation: { plain: /escalate to a human/iu },
  'handbook-only': { plain: /only use what the handbook/iu },
};

function refuses(feature, attack) {
  return feature.safety.includes(`- ${attack}`);
}
