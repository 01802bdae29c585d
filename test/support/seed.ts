// Turns FC_SEED, or a fixed number, into the seed of all random tests, so that a run can be had again; vary it to search on.
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20261122) });
