/** Version of this engine; a test keeps it equal to package.json. */
export const VERSION = '0.1.0';

/** The commit whose actions workflows are pinned to; the release writes it. Zeros: this is no release. */
export const RELEASE_COMMIT = '0000000000000000000000000000000000000000';
