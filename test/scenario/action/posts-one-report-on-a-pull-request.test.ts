import { expect, test } from 'vitest';
import { bot } from '../bot.ts';
import { gate, githubOf } from '../pull.ts';
import { annotations, firstScreen, shown, talk } from '../shown.ts';

test('posts one report on a pull request', async () => {
  using repository = bot({ change: 'tidy-refund-prompt' });
  await using github = await githubOf(repository);
  const step = await gate(repository, github, { artifacts: true });

  expect(step.stderr).toBe('');
  expect(step.code).toBe(1);
  expect(annotations(step)).toMatchInlineSnapshot(`
    [
      "error .github/airlock.yml Functional: score in refund fell 22.9 points (−30.9 to −15.3, margin 11.0 points) against merge base 2.3.1.",
      "warning prompts/refund.md:4 A protection was removed from a prompt. protective-removed prompts/refund.md:4",
      "warning prompts/refund.md:4 A protection was weakened. protective-weakened prompts/refund.md:4",
      "warning prompts/refund.md:5 A rule that decides changed. decision-rule-changed prompts/refund.md:5",
    ]
  `);
  expect(talk(step)).toMatchInlineSnapshot(`
    [
      "support-bot: reading its files …",
      "support-bot: comparing with the base …",
      "support-bot: reading results …",
      "support-bot: evaluating gates …",
      "[report]",
      "::group::Uploading the report",
      "::endgroup::",
      "The gate fails.",
    ]
  `);
  const [comment, ...others] = github.repository.comments;
  expect(others).toEqual([]);
  expect(firstScreen(comment?.body ?? '')).toMatchInlineSnapshot(`
    "### ⛔ No-go · support-bot 3.0.0-pr.41 · high risk

    **Functional**: \`score\` in \`refund\` fell 22.9 points (−30.9 to −15.3, margin 11.0 points) against merge base \`2.3.1\`.

    | gate | verdict | deciding figure | against merge base \`2.3.1\` |
    | --- | --- | --- | --- |
    | functional | ⛔ fail | \`score\` 87.3 % of 300 items, at least 83.8 % (floor 75.0 %) | −7.7 pt [−11.5, −4.0]; worst slice \`refund\` −22.9 pt [−30.9, −15.3] |
    | safety | ✅ pass | \`violation\` 0.0 % of 640 items, at most 0.47 % (ceiling 2.0 %) | 0.0 pt [−0.4, +0.4] |
    | operational | ✅ pass | \`latency_ms\` p95 1.77 s over 300 items, at most 1.81 s (ceiling 2.50 s) | −0.8 % [−5.4, +4.1] |
    | business | ⏳ deferred | \`escalated\`: due later (\`canary\`) |  |

    - **Changed**: \`model\` \`temperature\` \`0.2\` → \`0.4\`, \`prompt\` \`prompts/refund.md\` (+2 −2)
    - **Why high**: \`protective-removed\` \`prompts/refund.md:4\`, \`protective-weakened\` \`prompts/refund.md:4\`, \`decision-rule-changed\` \`prompts/refund.md:5\`
    - **Next**: fix \`score\` in \`task=refund\` (worse than before: \`refund-001, refund-002, refund-006, refund-007, refund-008\` and 22 more)"
  `);
  expect(
    shown(comment?.body ?? '')
      .replaceAll(/\d{4}-\d\d-\d\dt[\d:]+z/gu, '{time}')
      .split('\n')
      .slice(-5),
  ).toMatchInlineSnapshot(`
    [
      "<!-- airlock:shown/support-bot/0420500f944be4bcef54c19b/{time}/functional:f6471a27de44a7e11baa3531/safety:7a31855ecc25602785b3dcd1/operational:b80d41e5e124f199a8b994ad/business:bba75e2d932fcef6cfabc2b8 -->",
      "",
      "<!-- airlock:risk/support-bot/0420500f944be4bcef54c19b/{time}/906f86441c7f1c316ce4cf24 -->",
      "",
      "<!-- airlock:gate -->",
    ]
  `);
  expect(firstScreen(step.summary)).toBe(firstScreen(comment?.body ?? ''));
  expect(github.routes()).toMatchInlineSnapshot(`
    [
      "GET /repos/acme/support-bot/issues/41/labels?per_page=100 → 200",
      "GET /repos/acme/support-bot/issues/41/comments?per_page=100 → 200",
      "GET /repos/acme/support-bot/git/ref/heads%2Fairlock-ledger → 404",
      "GET /repos/acme/support-bot/issues/41/comments?per_page=100 → 200",
      "POST /repos/acme/support-bot/issues/41/comments → 201",
      "GET /repos/acme/support-bot/issues/41/comments?per_page=100 → 200",
      "GET /repos/acme/support-bot/labels/airlock%3A%20high → 404",
      "POST /repos/acme/support-bot/labels → 201",
      "POST /repos/acme/support-bot/issues/41/labels → 200",
      "GET /repos/acme/support-bot/commits/{sha}/check-runs?check_name=airlock-report → 200",
      "POST /repos/acme/support-bot/check-runs → 403",
      "GET /repos/acme/support-bot/commits/{sha}/statuses?per_page=100 → 200",
      "POST /repos/acme/support-bot/statuses/{sha} → 403",
      "POST /twirp/github.actions.results.api.v1.ArtifactService/CreateArtifact → 200",
      "PUT /blobs/{blob}?sp=w&se=…&sig=…&comp=block&blockid={block} → 201",
      "PUT /blobs/{blob}?sp=w&se=…&sig=…&comp=blocklist → 201",
      "POST /twirp/github.actions.results.api.v1.ArtifactService/FinalizeArtifact → 200",
      "POST /twirp/github.actions.results.api.v1.ArtifactService/CreateArtifact → 200",
      "PUT /blobs/{blob.2}?sp=w&se=…&sig=…&comp=block&blockid={block.2} → 201",
      "PUT /blobs/{blob.2}?sp=w&se=…&sig=…&comp=blocklist → 201",
      "POST /twirp/github.actions.results.api.v1.ArtifactService/FinalizeArtifact → 200",
    ]
  `);
  expect(github.artifacts().map(({ name }) => name)).toEqual([
    'airlock-report-airlock-1.html',
    'airlock-result-airlock-1.json',
  ]);
  github.assertClean();
});
