import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { judge, Ledger, type StoredSignup } from './ledger';

/** A signup as it should be: acknowledged, stored, told by a mail that arrived. */
function oneSignup() {
  const ledger = new Ledger();
  const entry = ledger.open('dag');
  entry.code = 'ABCDE12345';
  const stored: StoredSignup = {
    name: entry.name,
    key: entry.key,
    code: entry.code,
    state: 'confirmed',
    notices: [{ id: 'n1', kind: 'confirmed', state: 'sent' }],
  };
  return { entry, stored, arrival: { to: entry.email, messageId: '<n1@example.se>' } };
}

describe('what is counted after a fault', () => {
  test('is nothing where all was kept', () => {
    const { entry, stored, arrival } = oneSignup();
    expect(judge([entry], [stored], [arrival])).toMatchObject({ acknowledged: 1, lost: 0, doubled: 0, wrong: [] });
  });

  test('is a signup that was acknowledged and is not there', () => {
    const { entry } = oneSignup();
    expect(judge([entry], [], [])).toMatchObject({ lost: 1 });
  });

  test('is a form that was sent again and became a second signup', () => {
    const { entry, stored, arrival } = oneSignup();
    const second = { ...stored, key: 'another', code: 'ZZZZZ99999', notices: [] };
    expect(judge([entry], [stored, second], [arrival])).toMatchObject({ doubled: 1 });
  });

  test('is a cancellation that was acknowledged and did not last', () => {
    const { entry, stored, arrival } = oneSignup();
    entry.cancel = 'acknowledged';
    expect(judge([entry], [stored], [arrival])).toMatchObject({ lost: 1 });
  });

  test('is a notice that did not come; a mail that came twice is recognised by its Message-ID', () => {
    const { entry, stored, arrival } = oneSignup();
    expect(judge([entry], [stored], [])).toMatchObject({ noticesLost: 1 });
    expect(judge([entry], [stored], [arrival, arrival])).toMatchObject({ noticesLost: 0, repeats: 1 });
  });
});

/** `npm run bench:faults` has all of them and many more rounds. */
describe('a few rounds of each fault that is soon over', () => {
  test.each([
    { database: 'sqlite', only: 'kill,double,last-place' },
    { database: 'postgres', only: 'kill,terminate,commit,double' },
  ])('$database: nothing lost, nothing doubled', { timeout: 300_000 }, ({ database, only }) => {
    const command = ['build/tests/faults.js', '--json', '--rounds', '2', '--database', database, '--only', only];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
    expect(status, stderr).toBe(0);
    const { faults } = JSON.parse(stdout) as { faults: { id: string }[] };
    expect(faults.map(({ id }) => id)).toEqual(only.split(','));
  });
});
