import * as z from 'zod';
import { TIERS, UNDECIDED } from '../../config/terms.ts';
import { REASONS } from '../../gates/decision.ts';
import { entrySchema, INTENTS, SCOPES } from '../../ledger/entry.ts';
import { measured, REMEDIES, REVIEW, rollbackPlan } from '../../ledger/shapes.ts';
import { HOWS } from '../../ledger/state.ts';
import { FAULTS } from '../../ledger/verify.ts';
import { GRADE_CODES } from '../../pack/grade.ts';
import { DISAGREEMENTS } from '../../release/mirror.ts';
import { PROTECTIONS } from '../../release/protection.ts';
import { RELEASE_CODES } from '../../release/reason.ts';
import { NEXT_CODES } from '../next.ts';
import { auditSchema, registrySchema } from './schema-audit.ts';
import { materializeSchema, proposeSchema } from './schema-made.ts';
import { releaseArgs as args, digest, ledger, oid, sha256 } from './schema-shapes.ts';

/** The shapes of what the release side answers. Fields may be added, never renamed or dropped. */
const reason = z.object({
  code: z.enum(RELEASE_CODES),
  args,
  command: z.string().nullable().describe('What to run next, where something leads on.'),
});
const hold = z.object({ hold: z.int(), reason: z.string(), by: z.string(), since: z.string() });
const condemned = z.object({ component: z.string(), digest, version: z.string(), reason: z.string() });
const emergency = z.object({
  emergency: z.int(),
  trigger: z.string(),
  reason: z.string(),
  by: z.string(),
  since: z.string(),
  expires: z.string(),
  ended: z.string().nullable(),
  reviewDue: z.string(),
  released: z.array(z.string()).describe('Versions that came to serve under it.'),
});
const open = z.object({
  fence: z.int(),
  kind: z.enum(INTENTS),
  version: z.string(),
  digest,
  commit: oid.nullable().describe('Null where parts are taken from several commits.'),
  by: z.string(),
  since: z.string(),
});
const remediation = z
  .array(
    z.object({
      mitigated: z.int().describe('Entry that wrote the worklist.'),
      time: z.string(),
      version: z.string(),
      digest,
      reason: z.string(),
      ...measured,
      items: z.array(
        z.object({
          item: z.string(),
          remedy: z.enum([...REMEDIES, REVIEW]),
          owner: z.string().nullable(),
          how: z.string().nullable(),
          due: z.string().nullable(),
          done: z.object({ by: z.string(), time: z.string(), reason: z.string() }).nullable(),
        }),
      ),
    }),
  )
  .describe('Worklists of rollbacks in which something is open.');
const place = {
  live: z.object({ version: z.string(), digest, since: z.string() }).nullable(),
  holds: z.array(hold),
  condemned: z.array(condemned),
  emergencies: z.array(emergency).describe('Those that are declared, and those that were not reviewed yet.'),
  open: open.nullable().describe('What is under way; it is the lock.'),
  remediation,
};

const disagreement = z.object({
  code: z.enum(DISAGREEMENTS),
  deployment: z.int(),
  expected: z.string().nullable(),
  found: z.string().nullable(),
});
const mirror = z.object({
  outcome: z.enum(['written', 'failed']),
  deployment: z.int().nullable(),
  disagreements: z
    .array(disagreement)
    .describe('What was found otherwise than the ledger has it, and left so.'),
});

function changed<S extends string>(schema: S) {
  return z.object({
    schema: z.literal(schema),
    bundle: z.string(),
    environment: z.string(),
    outcome: z
      .enum(['done', 'begun', 'refused'])
      .describe('`begun`: the order under `open` is written, and whoever asked deploys.'),
    already: z.boolean().describe('True where an earlier call had done it.'),
    reasons: z.array(reason),
    ...place,
    mirror: mirror.nullable().describe('How it was shown as a deployment on GitHub; null where it was not.'),
    ledger,
  });
}

const named = z.object({ version: z.string(), digest });
const plan = z.object({
  digest,
  recorded: z.boolean(),
  schema: z.literal('airlock.plan/1'),
  kind: z.enum(['promotion', 'first-release', 'return']),
  bundle: z.string(),
  environment: z.string(),
  candidate: z.object({ version: z.string(), digest, commit: oid }),
  live: named.nullable(),
  last: z.object({ seq: z.int(), sha256 }).nullable(),
  tier: z.enum(TIERS),
  outcome: z.enum(['go', 'no-go', 'undecided']),
  verdict: digest,
  evidence: z.array(z.object({ name: z.string(), sha256, grade: z.string() })),
  policy: sha256.nullable(),
  window: z.object({ name: z.string(), opens: z.string().nullable(), closes: z.string().nullable() }),
  rollout: z.string(),
  direct: z.string().nullable(),
  deferred: z.array(z.string()),
  approvals: z.record(z.string(), z.int()),
  accountable: z.string().nullable(),
  target: named.nullable(),
  fallback: z.string().nullable(),
  emergency: z.object({ seq: z.int(), trigger: z.string(), expires: z.string() }).nullable(),
  joint: z.array(z.object({ bundle: z.string(), version: z.string(), digest })).nullable(),
  expires: z.string(),
});

const liveSchema = z.object({
  schema: z.literal('airlock.live/1'),
  ledger,
  environments: z.array(
    z.object({
      bundle: z.string(),
      environment: z.string(),
      live: z
        .object({
          version: z.string(),
          digest,
          commit: oid.nullable(),
          since: z.string(),
          by: z.string(),
          how: z.enum(HOWS),
          tier: z.enum(TIERS).nullable(),
          outcome: z.enum(['go', 'no-go', 'undecided']).nullable(),
          grade: z.string().nullable(),
        })
        .nullable(),
      previous: z
        .object({
          version: z.string(),
          digest,
          until: z.string().nullable(),
          changed: z.array(z.string()).nullable(),
        })
        .nullable(),
      target: z
        .object({ version: z.string(), digest, servedDays: z.number(), exercised: z.string().nullable() })
        .nullable(),
      parts: z.array(
        z.object({
          scope: z.enum(SCOPES),
          version: z.string().nullable(),
          reason: z.enum(RELEASE_CODES).nullable(),
        }),
      ),
      holds: z.array(hold),
      condemned: z.array(condemned),
      emergencies: z.array(emergency),
      open: open.nullable(),
      plan: rollbackPlan.nullable().describe('The rollback plan of what is live.'),
      remediation,
    }),
  ),
});

/** The proof of a ledger; that of a pack has the same id and says so under `subject`. */
export const verifyLedgerSchema = z.object({
  schema: z.literal('airlock.verify/1'),
  intact: z.boolean(),
  commit: oid,
  entries: z.int(),
  ledger,
  deployments: z
    .object({ anchors: z.int(), disagreements: z.array(disagreement) })
    .nullable()
    .describe('What deployments on GitHub remember; null where they were not asked.'),
  faults: z.array(z.object({ code: z.enum(FAULTS), seq: z.int().nullable(), path: z.string().nullable() })),
});

const protectSchema = z.object({
  schema: z.literal('airlock.protect/1'),
  bundle: z.string(),
  environment: z.string(),
  outcome: z.enum(['go', 'refused']),
  reasons: z.array(reason),
  checks: z.array(
    z.object({
      name: z.enum(PROTECTIONS),
      verdict: z.enum(['pass', 'refuse', 'relaxed', 'not-asked']),
      relaxedBy: z.int().nullable().describe('The emergency that relaxes it.'),
      seen: args,
      codes: z.array(z.enum(RELEASE_CODES)),
    }),
  ),
  members: z
    .array(z.object({ bundle: z.string(), version: z.string(), plan: digest, reasons: z.array(reason) }))
    .describe('Every bundle of a joint plan; empty where the plan is of one alone.'),
  plan,
  issue: z
    .int()
    .nullable()
    .describe('Number of the issue on which people approve the plan; null without one.'),
});

/** Documents of the release side by schema id. `gate` is the shape of a gate in `airlock.check/1`. */
export function releaseDocuments<G extends z.ZodType>(gate: G) {
  const candidate = z.object({
    schema: z.literal('airlock.candidate/1'),
    bundle: z.string(),
    environment: z.string(),
    version: z.string(),
    digest,
    commit: oid,
    tier: z.enum(TIERS),
    decision: z.object({
      outcome: z.enum(['go', 'no-go', 'undecided']),
      reasons: z.array(z.object({ code: z.enum(REASONS), args })),
      undecided: z.enum(UNDECIDED).nullable(),
    }),
    grade: z.string(),
    whyNotHigher: z.enum(GRADE_CODES).nullable(),
    evidence: z.array(
      z.object({
        name: z.string(),
        sha256,
        rows: z.int(),
        kept: z.boolean().describe('Whether its numbers are kept in the ledger.'),
      }),
    ),
    gates: z.array(gate),
    next: z.array(z.object({ code: z.enum(NEXT_CODES), args, command: z.string().nullable() })),
    pack: z
      .object({
        file: z.string(),
        sha256: sha256.describe('Over the file; what an attestation is about.'),
        size: z.int(),
        predicate: z
          .object({ type: z.string(), file: z.string().nullable() })
          .describe('What a workflow can sign of it.'),
        kept: z.string().nullable().describe('Where it outlives the run that made it; null: nowhere.'),
      })
      .nullable(),
    tag: z
      .object({ name: z.string(), on: z.enum(['server', 'clone', 'nowhere']) })
      .nullable()
      .describe('For people; none for a no-go.'),
    already: z.boolean(),
    issue: z
      .int()
      .nullable()
      .describe('Number of the issue that says that what is merged cannot be released.'),
    ledger,
  });
  const superseded = z.object({
    schema: z.literal('airlock.candidate/1'),
    bundle: z.string(),
    environment: z.string(),
    outcome: z.literal('superseded'),
    version: z.string(),
    digest,
    commit: oid,
    reasons: z.array(reason),
    ledger,
  });
  return {
    'airlock.live/1': liveSchema,
    'airlock.log/1': z.object({ schema: z.literal('airlock.log/1'), ledger, entries: z.array(entrySchema) }),
    'airlock.candidate/1': z.union([candidate, superseded, changed('airlock.candidate/1')]),
    'airlock.protect/1': z.union([protectSchema, changed('airlock.protect/1')]),
    'airlock.audit/1': auditSchema,
    'airlock.mirror/1': registrySchema,
    'airlock.materialize/1': materializeSchema,
    'airlock.propose/1': proposeSchema,
    'airlock.adopt/1': changed('airlock.adopt/1'),
    'airlock.approve/1': changed('airlock.approve/1'),
    'airlock.promote/1': changed('airlock.promote/1'),
    'airlock.rollback/1': changed('airlock.rollback/1').extend({
      review: z
        .object({
          title: z.string(),
          text: z.string().describe('Markdown, for whoever opens the issue by hand.'),
          due: z.string().nullable(),
          number: z.int().nullable().describe('The issue on GitHub.'),
          lost: z.enum(['no-github', 'forbidden', 'no-answer']).nullable(),
        })
        .nullable()
        .exactOptional(),
    }),
    'airlock.drill/1': changed('airlock.drill/1'),
    'airlock.reconcile/1': z.object({
      schema: z.literal('airlock.reconcile/1'),
      orders: z.array(
        z.object({
          bundle: z.string(),
          environment: z.string(),
          order: open,
          did: z.enum(['waits', 'finished', 'taken-back']),
          outcome: z.enum(['waits', 'done', 'begun', 'refused']),
          until: z
            .string()
            .nullable()
            .describe('UTC; when an order that is waited for is taken to be abandoned.'),
          reasons: z.array(reason),
          ...place,
        }),
      ),
    }),
    'airlock.hold/1': changed('airlock.hold/1'),
    'airlock.release-hold/1': changed('airlock.release-hold/1'),
    'airlock.clear/1': changed('airlock.clear/1'),
    'airlock.rescore/1': changed('airlock.rescore/1'),
    'airlock.remediate/1': changed('airlock.remediate/1'),
    'airlock.erase/1': changed('airlock.erase/1'),
    'airlock.emergency/1': changed('airlock.emergency/1'),
  } as const;
}
