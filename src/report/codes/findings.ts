import type { FindingCode } from '../../risk/finding.ts';
import type { CodeText } from './catalog.ts';

/** What a change does to the risk, and what a reviewer should look at. */
export const FINDINGS: Readonly<Record<FindingCode, CodeText>> = {
  'no-effect': {
    title: 'Different bytes, same meaning.',
    why: 'The proof is named: equal after white space, comments, or as parsed data, or the same content under another name.',
    mend: 'Nothing to do.',
  },
  'prompt-wording': {
    title: 'A prompt was reworded without a change of meaning.',
    why: 'Only punctuation, markup, case or one misspelt word differs, and no negation, modal, number or placeholder is touched.',
    mend: 'Nothing to do; the pair of sentences is the proof.',
  },
  'response-format-changed': {
    title: 'The layout of answers changed.',
    why: 'The instruction is about how an answer looks, not about what it decides.',
    mend: 'Check what parses the answers.',
  },
  'model-renamed': {
    title: 'The same model under another spelling.',
    why: 'Router prefixes and letter case do not change which model answers.',
    mend: 'Nothing to do.',
  },
  'pin-tightened': {
    title: 'A floating model is now pinned.',
    why: 'The model can no longer change under the bundle.',
    mend: 'Nothing to do.',
  },
  'dependency-bumped': {
    title: 'A dependency changed.',
    why: 'Plain version bumps rarely change behaviour; lock files are compared by their object and not read.',
    mend: 'Nothing to do here; the functional gate still counts.',
  },
  'runtime-changed': {
    title: 'The runtime changed.',
    why: 'Images and settings around the model changed.',
    mend: 'Look at the line.',
  },
  'tool-wording': {
    title: "A tool's title or punctuation changed.",
    why: 'The description reads the same.',
    mend: 'Nothing to do.',
  },
  'rollback-plan-changed': {
    title: 'The rollback plan changed.',
    why: 'It is a document for people; behaviour does not change.',
    mend: 'Check that the plan can still be followed.',
  },
  'docs-changed': {
    title: 'Documentation beside a component changed.',
    why: 'A README, changelog or card is for people: no program reads it and no model is told by it.',
    mend: 'Nothing to do.',
  },
  'metadata-changed': {
    title: 'A label, note or sample changed.',
    why: 'Names for display, authors, links and sample inputs change no behaviour.',
    mend: 'Nothing to do.',
  },
  'prompt-guidance-changed': {
    title: 'A prompt says something else.',
    why: 'An edit of a prompt that no rule explains may change behaviour anywhere.',
    mend: 'Read the sentence; let the evals say what it did.',
  },
  'protective-added': {
    title: 'A protection was added to a prompt.',
    why: 'It forbids or limits something; that can also refuse what should be answered.',
    mend: 'Look at over-refusal in the evals.',
  },
  'effective-prompt-not-visible': {
    title: 'What the model will read cannot be seen in the diff.',
    why: 'A template include decides it.',
    mend: 'Look at the included file.',
  },
  'inference-parameter-changed': {
    title: 'An inference parameter changed.',
    why: 'Sampling, lengths and reasoning effort change answers and cost.',
    mend: 'Look at cost and latency as well as quality.',
  },
  'temperature-changed': {
    title: 'The temperature changed.',
    why: 'A small step is low; one whose old value is not known is medium.',
    mend: 'Nothing to do for a small step.',
  },
  'temperature-lowered': {
    title: 'The temperature fell by 0.3 or more.',
    why: 'Answers become more alike; that is a change of behaviour, rarely a dangerous one.',
    mend: 'Let the evals say what it did.',
  },
  'routing-changed': {
    title: 'Routing changed.',
    why: 'Which requests go where, in which order, with which fallback.',
    mend: 'Check that every route has been evaluated.',
  },
  'retrieval-changed': {
    title: 'Retrieval changed.',
    why: 'Index, depth or chunking decides what the model gets to read.',
    mend: 'Look at groundedness.',
  },
  'embedding-model-changed': {
    title: 'The embedding model changed.',
    why: 'Old vectors and new queries no longer match unless the index was rebuilt.',
    mend: 'Rebuild the index with the same model.',
  },
  'judge-model-changed': {
    title: 'The judge changed.',
    why: 'Scores before and after are not comparable.',
    mend: 'Score the live bundle with the new judge as well.',
  },
  'model-list-changed': {
    title: 'Another set of models can be chosen.',
    why: 'A model joined a list or left it, or was named once more; the one that answers by default stayed.',
    mend: 'Check that every model on the list has been evaluated.',
  },
  'tool-changed': {
    title: 'A tool changed.',
    why: 'Its description or parameters decide when and how the model calls it.',
    mend: 'Look at tool-call errors.',
  },
  'tool-removed': {
    title: 'A tool went.',
    why: 'The model can no longer do something that prompts may still ask for.',
    mend: 'Look for prompts that name it.',
  },
  'read-tool-added': {
    title: 'A reading tool was added.',
    why: 'The model can see more than before.',
    mend: 'Check what it may see.',
  },
  'permission-tightened': {
    title: 'A permission was tightened.',
    why: 'Something is no longer allowed.',
    mend: 'Check that nothing relies on it.',
  },
  'threshold-tightened': {
    title: 'A threshold became stricter.',
    why: 'More will fail than before.',
    mend: 'Nothing to do.',
  },
  'eval-case-added': {
    title: 'Cases were added to an eval suite.',
    why: 'New cases have no baseline yet; they count against absolute limits.',
    mend: 'Nothing to do.',
  },
  'eval-case-changed': {
    title: 'Cases of an eval suite changed.',
    why: 'A changed case is another yardstick.',
    mend: 'Read the cases.',
  },
  'eval-promoted': {
    title: 'A check became blocking.',
    why: 'It now stops what it only reported before.',
    mend: 'Nothing to do.',
  },
  'eval-changed': {
    title: 'An eval suite changed.',
    why: 'The yardstick is not the same as before.',
    mend: 'Read the change.',
  },
  'baseline-rerecorded': {
    title: 'A drift baseline was recorded anew.',
    why: 'Drift is measured against something else from now on.',
    mend: 'Say in the pull request why.',
  },
  'orchestration-changed': {
    title: 'Orchestration changed.',
    why: 'The code around the model decides when it is called and with what.',
    mend: 'Read the change.',
  },
  'code-changed': {
    title: 'Code of a component changed.',
    why: 'Lines differ and no rule explains them.',
    mend: 'Read the change.',
  },
  'values-changed': {
    title: 'Values of a component changed.',
    why: 'No rule knows what they mean.',
    mend: 'Read the change.',
  },
  'agent-instructions-changed': {
    title: 'Instructions for development tools changed.',
    why: 'No customer meets them.',
    mend: 'Nothing to do.',
  },
  'engine-changed': {
    title: 'What runs the model changed.',
    why: 'Inference engine, tokenizer and gateway reach every feature that they serve.',
    mend: 'Look at every bundle that shares it.',
  },
  'model-sdk-major': {
    title: 'A major version of a model SDK or agent framework.',
    why: 'Defaults, retries and message formats change with it.',
    mend: 'Read its migration notes.',
  },
  'policy-changed': {
    title: 'The policy that judges changes itself changed.',
    why: "The base's policy is in force for this pull request; the new one takes effect after merge.",
    mend: 'The code owner of the policy should look.',
  },
  'policy-tightened': {
    title: 'The policy became stricter.',
    why: 'It takes effect after merge.',
    mend: 'Nothing to do.',
  },
  'rollback-plan-removed': {
    title: 'The rollback plan went.',
    why: 'At medium and high a release needs one.',
    mend: 'Keep a plan.',
  },
  'model-changed': {
    title: 'Another model answers.',
    why: 'A new base model is a new system, whatever else stays.',
    mend: 'Run the whole suite; read the worst slices.',
  },
  'weights-changed': {
    title: 'Other weights.',
    why: 'New weights are a new model.',
    mend: 'Run the whole suite.',
  },
  'pin-loosened': {
    title: 'A pinned model now floats.',
    why: 'The provider can change the model without a commit here.',
    mend: 'Pin the dated version.',
  },
  'decision-rule-changed': {
    title: 'A rule that decides changed.',
    why: 'Eligibility, refusal, approval or escalation reads differently, in either direction.',
    mend: 'Somebody who owns the decision should read the sentence.',
  },
  'protective-removed': {
    title: 'A protection was removed from a prompt.',
    why: 'A sentence that forbade or limited something went and nothing like it came.',
    mend: 'Put it back, or say why it is no longer needed.',
  },
  'protective-weakened': {
    title: 'A protection was weakened.',
    why: '"must" became "should" or "may", or a negation went.',
    mend: 'Read both sentences.',
  },
  'safety-rule-changed': {
    title: 'A safety rule changed.',
    why: 'Guardrails and refusal policy are high in either direction.',
    mend: 'The owner of the safety policy should look; run the adversarial suite.',
  },
  'permission-loosened': {
    title: 'A permission was loosened.',
    why: 'The model may do more than before.',
    mend: 'Check who can make it do so.',
  },
  'confirmation-dropped': {
    title: 'A confirmation step was dropped.',
    why: 'Something now happens without a person saying yes.',
    mend: 'Keep the step for what cannot be undone.',
  },
  'write-tool-added': {
    title: 'A tool that changes something was added.',
    why: 'It writes, sends, pays or deletes, by its own hint or by its name.',
    mend: 'Ask for confirmation, and test what an attacker could make of it.',
  },
  'threshold-loosened': {
    title: 'A threshold became looser.',
    why: 'What failed before would pass now.',
    mend: 'Say in the pull request why the old limit was wrong.',
  },
  'eval-case-removed': {
    title: 'Cases were removed from an eval suite.',
    why: 'What is no longer asked can no longer fail.',
    mend: 'Say in the pull request why they are wrong.',
  },
  'eval-demoted': {
    title: 'A check stopped being blocking.',
    why: 'It now only reports what it stopped before.',
    mend: 'Say in the pull request why.',
  },
  'eval-filtered': {
    title: 'Fewer items are evaluated.',
    why: 'A filter, sample or limit leaves out items that counted before; what is left out cannot fail.',
    mend: 'Say in the pull request why, or evaluate them all.',
  },
  'gate-weakened': {
    title: 'A gate was weakened.',
    why: 'Its trigger, or what makes it stop, is gone.',
    mend: 'Keep the gate.',
  },
  'training-data-changed': {
    title: 'Training data changed.',
    why: 'What a model learns from decides what it decides.',
    mend: "Look at the data's own tests.",
  },
  'schema-narrowed': {
    title: 'A column or predictor went or changed its type.',
    why: 'A decision model sees less, or something else.',
    mend: 'Check every consumer of the column.',
  },
  'personal-data-interpolated': {
    title: 'Personal data now goes into a prompt.',
    why: "It reaches the model's provider, its logs and its answers.",
    mend: 'Leave it out, or have privacy look.',
  },
  'secret-added': {
    title: 'A secret was added.',
    why: "It has the form of a provider's key.",
    mend: 'Revoke it now; then remove it from the history.',
  },
  'hidden-text': {
    title: 'Hidden characters were added.',
    why: 'A reader and a model do not see the same text: characters without shape, or letters that look like others.',
    mend: 'Remove them; look at what they hide.',
  },
  'reader-instruction': {
    title: 'A text orders about whoever reads it.',
    why: 'It tells an agent to drop its instructions, to hide something from people, or to let a change pass.',
    mend: 'Read the line yourself; take it out, or quote it as an example of an attack.',
  },
  'remote-prompt-unpinned': {
    title: 'A prompt is fetched from elsewhere without a version.',
    why: 'It can change without a commit here.',
    mend: 'Pin a version or commit.',
  },
  'baseline-rerecorded-with-change': {
    title: 'The drift baseline was recorded anew together with what it measures.',
    why: 'The drift that the change brings is not seen.',
    mend: 'Record the baseline in a pull request of its own.',
  },
  'temperature-raised': {
    title: 'The temperature rose by 0.3 or more, or from zero.',
    why: 'Answers vary more, everywhere.',
    mend: 'Look at the spread of the scores, not only at their mean.',
  },
  'component-map-loosened': {
    title: 'Something left the bundle.',
    why: 'A path, a component or a kind is no longer watched as it was.',
    mend: 'Keep it in a component, or say why it no longer matters.',
  },
  'policy-loosened': {
    title: 'The policy became looser.',
    why: "Thresholds, criteria, evidence or approvals ask for less. The base's policy is in force for this pull request.",
    mend: 'The code owner of the policy should look.',
  },
  'customer-facing-changed': {
    title: 'Something changed where customers feel the decision.',
    why: 'The configuration names this path as customer-facing, and no rule proves the edit harmless.',
    mend: 'Somebody who owns the decision should look.',
  },
  unreadable: {
    title: 'A text of the bundle cannot be read.',
    why: 'What cannot be read cannot be judged, so it counts as high.',
    mend: 'Save it as UTF-8, or make it smaller.',
  },
  'team-rule': {
    title: 'A rule of your own applies.',
    why: 'The configuration says so under `risk.rules`.',
    mend: 'See the reason given there.',
  },
  'eval-with-model': {
    title: 'The yardstick changed together with what it measures.',
    why: 'Neither shows any more what the other did; one tier more.',
    mend: 'Change the suite in a pull request of its own.',
  },
  'raised-by-person': {
    title: 'A person asked for a higher tier.',
    why: 'People may raise a tier; only the accountable owner may lower it.',
    mend: 'Ask them why.',
  },
  'replaced-unreviewed': {
    title: 'A machine replaced this in what is live, and nobody reviewed it as a pull request.',
    why: 'The policy lets training or a registry do so (`replaceable`); what people agree to is the plan alone.',
    mend: 'Bring the same change to the default branch by a pull request.',
  },
  'lowered-by-owner': {
    title: 'The accountable person lowered the tier.',
    why: 'Its reason stands beside it; the findings keep their tiers, and a promotion is judged by them anew.',
    mend: 'Nothing to do. Whoever disagrees raises the tier again.',
  },
  'model-eol': {
    title: 'A model ends soon, or has ended.',
    why: 'The provider has named a date; on that day requests fail. It keeps the tier.',
    mend: 'Plan the move to the successor.',
  },
};
