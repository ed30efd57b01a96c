/** The seed of all property tests: fixed, so that a run can be repeated; another one is given in COMMUNIQUE_SEED. */

const given = Number(process.env.COMMUNIQUE_SEED);

export const SEED: number = process.env.COMMUNIQUE_SEED !== undefined && Number.isInteger(given) ? given : 20070501;

// On standard error, so that it shows beside a failure and disturbs no report on standard output.
process.stderr.write(`property tests use COMMUNIQUE_SEED=${SEED}\n`);
