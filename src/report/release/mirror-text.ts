import type { Disagreement, MirrorReport } from '../../release/mirror.ts';
import type { Palette } from '../terminal.ts';

/** How a change was shown as a deployment on GitHub; nothing where all of it was. */
export function mirrorText(mirror: MirrorReport | null, palette: Palette): string[] {
  if (mirror === null) return [];
  return [
    ...(mirror.outcome === 'written'
      ? []
      : [
          palette.yellow(
            'GitHub does not show all of this: a deployment could not be written (`deployments: write`)',
          ),
        ]),
    ...mirror.disagreements.map((one) => palette.yellow(disagreementText(one))),
  ];
}

/** The ledger counts; what is shown otherwise is told and left as it is. */
export function disagreementText({ code, deployment, expected, found }: Disagreement): string {
  switch (code) {
    case 'other-digest':
      return `deployment ${deployment} shows ${found ?? ''}, the ledger has ${expected ?? ''}: somebody else wrote one of them`;
    case 'ahead-of-ledger':
      return `deployment ${deployment} remembers entry ${found ?? ''}, the ledger ends at ${expected ?? ''}: it was wound back`;
    case 'deployment-gone':
      return `deployment ${deployment} of fence ${expected ?? ''} is gone: somebody deleted it`;
  }
}
