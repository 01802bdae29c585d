// Turns `vitest run` into a run of every test below test/.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/seed.ts'],
    testTimeout: 120_000,
    expect: { poll: { timeout: 10_000 } },
  },
});
