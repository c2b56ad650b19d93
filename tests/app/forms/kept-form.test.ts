import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keptFields, readKeptForm, writeFields, type KeptForm } from '../../../app/forms/kept-form';

const carried = (action: string, fields: string) => [
  [keptFields.action, action] as const,
  [keptFields.fields, fields] as const,
];

describe('a form that waits', () => {
  it('comes back as it was, whatever was typed', () => {
    const field = fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(fc.array(field), fc.boolean(), (fields, hadFile) => {
        const kept: KeptForm = { action: '/arrangor/evenemang/fest/redigera?del=nar', fields, hadFile };
        expect(readKeptForm(carried(kept.action, writeFields(kept)))).toEqual(kept);
      }),
    );
  });
  it.each([
    'https://evil.example/arrangor',
    '//evil.example',
    '/arrangor//evil.example',
    '/arrangor/../evenemang',
    '/evenemang/fest/anmalan',
    '/arrangorer/rsmh',
    '/arrangor?till=https://evil.example',
    'javascript:alert(1)',
    '/arrangor\n',
    '',
  ])('goes nowhere but to the console: %j', (action) => {
    expect(readKeptForm(carried(action, '{"fields":[]}'))).toBeNull();
  });
  it.each(['', '{', '[]', 'null', '{"fields":{}}', '{"fields":[["a"]]}', '{"fields":[["a",1]]}', '{"fields":[null]}'])(
    'is nothing where it is none of ours: %j',
    (fields) => expect(readKeptForm(carried('/arrangor', fields))).toBeNull(),
  );
});
