// Holds moments in the machine's own zone to those that Intl tells by the zone's name.
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { instant } from '../../src/report/shown.ts';

const { TZ } = process.env;
afterEach(() => {
  if (TZ === undefined) delete process.env.TZ;
  else process.env.TZ = TZ;
});

test.each([
  'UTC',
  'Europe/Amsterdam',
  'America/New_York',
  'America/St_Johns',
  'Asia/Tehran',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Africa/Monrovia',
])('a moment where the machine is in %s', (name) => {
  process.env.TZ = name;
  expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(name);
  const days = { min: Date.UTC(1900, 0), max: Date.UTC(10_100, 0) };
  fc.assert(
    fc.property(fc.oneof(fc.integer(days), fc.integer({ ...days, min: 0, max: 2e12 })), (ms) => {
      expect(instant(ms, undefined)).toBe(instant(ms, name));
    }),
    { numRuns: 300 },
  );
});

test.each([
  Date.UTC(1973, 0),
  Date.UTC(1973, 0) - 1,
  Date.UTC(9999, 11),
  Date.UTC(9999, 11, 31, 23),
  8.64e15,
  -8.64e15,
  1e12 + 0.5,
])('a moment at the bounds: %d', (ms) => {
  for (const name of ['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
    process.env.TZ = name;
    expect(instant(ms, undefined)).toBe(instant(ms, name));
  }
});
