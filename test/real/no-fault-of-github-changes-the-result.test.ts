import { expect, test } from 'vitest';
import { noFaultChangesTheResult, STORIES } from '../scenario/faults-of-github.ts';

test.each(STORIES)(
  'no fault of any kind at any call changes the result, $title',
  {
    timeout: 600_000,
  },
  async (story) => {
    expect((await noFaultChangesTheResult(story, 1)).length).toBeGreaterThan(5);
  },
);
