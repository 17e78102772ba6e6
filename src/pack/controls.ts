import { BUNDLE, CHECK, FACTS, type Parts, STATEMENTS } from './parts.ts';

export const FRAMEWORKS = ['NIST AI RMF 1.0', 'ISO/IEC 42001:2023', 'GDPR', 'HIPAA'] as const;
export type Framework = (typeof FRAMEWORKS)[number];

export interface Control {
  readonly framework: Framework;
  readonly id: string;
  readonly title: string;
  /** Parts of this pack that an auditor of the control can use; none where the pack holds nothing for it. */
  readonly parts: readonly string[];
}

type Row = readonly [id: string, title: string, ...patterns: (string | RegExp)[]];

const SCORECARDS = /^evidence\/.+\.scorecard\.json$/u;
const BASELINES = /^evidence\/.+\/baseline\.scorecard\.json$/u;
const RAW = /^evidence\/.+\.raw$/u;
const POLICY = /^policy\/base/u;
const APPROVALS = /^records\/.+-approval\.json$/u;
const DEPLOYMENTS = /^records\/.+-deployment\.json$/u;
const LOOKS = /^records\/.+-look\.json$/u;

/**
 * What auditors ask for, and which parts of a pack bear on it. A control for which nothing is here keeps its row, empty:
 * that a gate ran is no proof of governance, lawfulness or training. Titles are short forms of the sources' own words.
 */
const CONTROLS: Readonly<Record<Framework, readonly Row[]>> = {
  'NIST AI RMF 1.0': [
    ['GOVERN 1.4', 'risk management process and outcomes by transparent policies', POLICY],
    ['GOVERN 2.1', 'roles, responsibilities and lines of communication', APPROVALS],
    ['GOVERN 6.1', 'third-party software and data', FACTS],
    ['MAP 1.1', 'intended purpose and context of use'],
    ['MAP 3.5', 'processes for human oversight', APPROVALS],
    ['MAP 5.1', 'likelihood and magnitude of each impact', FACTS],
    ['MEASURE 1.1', 'approaches and metrics are selected', POLICY],
    ['MEASURE 2.1', 'test sets, metrics and tools are documented', CHECK, SCORECARDS],
    ['MEASURE 2.3', 'performance is measured under conditions similar to deployment', CHECK, SCORECARDS],
    ['MEASURE 2.4', 'behaviour is monitored in production', LOOKS],
    ['MEASURE 2.6', 'evaluated regularly for safety', CHECK],
    ['MEASURE 2.8', 'transparency and accountability', 'report.md', STATEMENTS.summary],
    ['MEASURE 2.10', 'privacy risk is examined'],
    ['MEASURE 2.11', 'fairness and bias are evaluated'],
    ['MANAGE 1.1', 'decision whether to proceed', CHECK, STATEMENTS.summary],
    ['MANAGE 2.4', 'mechanisms to supersede, disengage or deactivate'],
    ['MANAGE 4.1', 'post-deployment monitoring plans', LOOKS],
  ],
  'ISO/IEC 42001:2023': [
    ['6.1.2', 'AI risk assessment', FACTS],
    ['7.5', 'documented information', 'manifest.json'],
    ['8.1', 'operational planning and control', POLICY, CHECK],
    ['8.4', 'AI system impact assessment'],
    ['9.1', 'monitoring, measurement, analysis and evaluation', CHECK, LOOKS],
    ['A.4.2', 'resource documentation', BUNDLE.head],
    ['A.6.2.4', 'verification and validation', CHECK, SCORECARDS, RAW],
    ['A.6.2.5', 'deployment', DEPLOYMENTS],
    ['A.6.2.6', 'operation and monitoring', LOOKS],
    ['A.6.2.8', 'recording of event logs', DEPLOYMENTS],
    ['A.7.5', 'provenance of data'],
    ['A.9.2', 'processes for responsible use', APPROVALS],
  ],
  GDPR: [
    ['Art. 5(1)(c)', 'data minimisation'],
    ['Art. 5(2)', 'accountability', 'manifest.json', STATEMENTS.summary],
    ['Art. 22', 'automated individual decision-making'],
    ['Art. 24', 'responsibility of the controller', POLICY],
    ['Art. 25', 'data protection by design and by default'],
    ['Art. 30', 'records of processing activities'],
    ['Art. 32(1)(d)', 'regular testing and evaluation of measures', CHECK],
    ['Art. 35', 'data protection impact assessment'],
  ],
  HIPAA: [
    ['164.308(a)(1)(ii)(A)', 'risk analysis', FACTS],
    ['164.308(a)(3)', 'workforce security'],
    ['164.308(a)(8)', 'evaluation', CHECK, BASELINES],
    ['164.312(b)', 'audit controls', 'manifest.json', DEPLOYMENTS],
    ['164.312(c)(1)', 'integrity', 'manifest.json', BUNDLE.head],
    ['164.312(e)(1)', 'transmission security'],
    ['164.316(b)(1)', 'documentation', 'report.md', POLICY],
  ],
};

/** Every control with the parts of a pack that bear on it; `manifest.json` is in every pack. */
export function controlsOf(parts: Parts): Control[] {
  const paths = [...parts.keys(), 'manifest.json'].sort();
  return FRAMEWORKS.flatMap((framework) =>
    CONTROLS[framework].map(([id, title, ...patterns]) => ({
      framework,
      id,
      title,
      parts: paths.filter((path) =>
        patterns.some((one) => (typeof one === 'string' ? one === path : one.test(path))),
      ),
    })),
  );
}
