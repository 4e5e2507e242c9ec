import fc from 'fast-check';
import { expect, test } from 'vitest';
import { icsOf } from './calendar.ts';

const stamp = '20250729T120000Z';
const deadline = {
  key: 'deadline/us/2025-08-12',
  title: 'Truce ends; 34 points, both sides',
  day: '2025-08-12',
};
const unfold = (text: string) => text.replaceAll('\r\n ', '');

test('a deadline of one day ends on the next, with escaped text and a stable UID', () => {
  const text = icsOf([deadline], stamp);
  expect(text).toContain('DTSTART;VALUE=DATE:20250812\r\nDTEND;VALUE=DATE:20250813\r\n');
  expect(text).toContain('SUMMARY:Truce ends\\; 34 points\\, both sides\r\n');
  expect(text).toContain('UID:deadline-us-2025-08-12@rosenbad\r\n');
  expect(text).toBe(icsOf([deadline], stamp));
});

test('a meeting of two days ends on the third', () => {
  const text = icsOf([{ ...deadline, day: '2025-07-28', until: '2025-07-29' }], stamp);
  expect(text).toContain('DTSTART;VALUE=DATE:20250728\r\nDTEND;VALUE=DATE:20250730');
});

test('a stamp that is no UTC time and two entries with one key are refused', () => {
  expect(() => icsOf([deadline], '2025-07-29')).toThrow('not a UTC time');
  expect(() => icsOf([deadline, deadline], stamp)).toThrow('one key');
});

test('property: no line passes 75 octets, and unfolding gives the text back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (title) => {
      const text = icsOf([{ ...deadline, title }], stamp);
      const lines = text.split('\r\n');
      expect(lines.every((line) => new TextEncoder().encode(line).length <= 75)).toBe(true);
      expect(unfold(text).match(/\r\nSUMMARY:/g)).toHaveLength(1);
    }),
  );
});

test('property: a line break in a text cannot begin a new property', () => {
  fc.assert(
    fc.property(fc.constantFrom('\n', '\r', '\r\n'), (end) => {
      expect(icsOf([{ ...deadline, title: `a${end}BEGIN:VALARM` }], stamp)).not.toContain('\r\nBEGIN:VALARM');
    }),
  );
});
