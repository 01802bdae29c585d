// Turns what a program prints into the counts that it must share with the manifest of its input.

/** A tally is told each line, then asked for its facts: some of the fields of a manifest. */
export const TALLIES = {
  /** Rows of call, role, status, turn, timestamp. */
  fields: () => {
    const events = {};
    return {
      line: (line) => {
        const [, role, status] = line.split('\t');
        add(events, `${role} ${status}`, 1);
      },
      facts: () => ({ events, speechUpdates: sum(events) }),
    };
  },
  /** Each bound of a segment that was observed is an event. */
  segments: () => {
    const events = {};
    let segments = 0;
    const line = belowHeader(({ role, startKind, endKind }) => {
      segments += 1;
      if (startKind === 'observed') add(events, `${role} started`, 1);
      if (endKind === 'observed') add(events, `${role} stopped`, 1);
    });
    return { line, facts: () => ({ events, segments }) };
  },
  turns: () => {
    const calls = new Set();
    const line = belowHeader(({ callId }) => calls.add(callId));
    return { line, facts: () => ({ calls: calls.size }) };
  },
  summary: () => found(/^calls\s+([\d,]+):/, ['calls']),
  validate: () =>
    found(/speech-updates? \(([\d,]+) valid, 0 invalid(?:, ([\d,]+) with drift)?\)/, [
      'speechUpdates',
      'drifting',
    ]),
  /** One line for each finding. */
  'validate-each': () => {
    const places = new Set();
    const line = (text) => {
      const { source, record } = JSON.parse(text);
      places.add(`${source} ${record}`);
    };
    return { line, facts: () => ({ drifting: places.size }) };
  },
  sourcemeta: () => found(/^[\d,]+ validated, ([\d,]+) passed, 0 failed/, ['speechUpdates']),
};

function belowHeader(use) {
  let names;
  return (line) => {
    const cells = line.split('\t');
    if (names === undefined) names = cells;
    else use(Object.fromEntries(names.map((name, index) => [name, cells[index]])));
  };
}

/** The numbers in a line of text; a missing optional number is 0. */
function found(pattern, names) {
  let facts = Object.fromEntries(names.map((name) => [name, null]));
  return {
    line: (line) => {
      const told = pattern.exec(line)?.slice(1);
      if (told === undefined) return;
      facts = Object.fromEntries(
        names.map((name, index) => [name, Number((told[index] ?? '0').replaceAll(',', ''))]),
      );
    },
    facts: () => facts,
  };
}

function add(counts, key, number) {
  counts[key] = (counts[key] ?? 0) + number;
}

const sum = (counts) => Object.values(counts).reduce((total, number) => total + number, 0);
