// Turns the machine into the facts that a reader of the results needs.
import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';
import { METHOD } from './measure.mjs';
import { ROOT } from './program.mjs';

export function machine() {
  return [
    ['processor', `${cpus()[0].model.trim()}, ${availableParallelism()} cores`],
    ['memory', `${(totalmem() / 1e9).toFixed(1)} GB`],
    ['kernel', `${type()} ${release()}`],
    ['load before', loadavg()[0].toFixed(2)],
    ['measured by', METHOD],
    ['commit', commit()],
  ];
}

function commit() {
  try {
    const git = (...args) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();
    const changed = git('status', '--porcelain', '--', 'src', 'schemas', 'package-lock.json') !== '';
    return `${git('rev-parse', '--short', 'HEAD')}${changed ? ' with changes' : ''}`;
  } catch {
    return 'unknown';
  }
}
