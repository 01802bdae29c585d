// Turns the run of a program, into which it is imported, into what that took: processor time and memory, told by descriptor 3.
import { writeSync } from 'node:fs';

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  // maxRSS is in KiB on all systems.
  const peakMb = process.resourceUsage().maxRSS / 1024;
  writeSync(3, JSON.stringify({ cpuMs: (user + system) / 1000, peakMb }));
});
