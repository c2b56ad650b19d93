import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pictureTypeOf } from '../../domain/picture';

const text = (words: string) => new TextEncoder().encode(words);

it('a picture is known by how it begins, whatever it is called', () => {
  expect(pictureTypeOf(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0))).toBe('image/jpeg');
  expect(pictureTypeOf(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a))).toBe('image/png');
  expect(pictureTypeOf(text('RIFF\0\0\0\0WEBPVP8 '))).toBe('image/webp');
  expect(pictureTypeOf(text('GIF89a'))).toBe('image/gif');
  for (const other of [
    '<svg xmlns="http://www.w3.org/2000/svg">',
    '<?xml version="1.0"?>',
    '%PDF-1.7',
    'GIF90a',
    'RIFF',
    '',
  ])
    expect(pictureTypeOf(text(other))).toBeNull();
});

it('nothing that is read as text is a picture', () => {
  fc.assert(
    fc.property(
      fc.string().filter((words) => !/^(GIF8[79]a|RIFF)/.test(words)),
      (words) => {
        expect(pictureTypeOf(text(words))).toBeNull();
      },
    ),
  );
});
