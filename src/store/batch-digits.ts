// Numbers as text, straight into bytes: two digits at a time.

const [DOT, ZERO] = [46, 48];
/** The digits of 0 to 99, two bytes each as they are written. */
const PAIRS = Uint16Array.from(
  { length: 100 },
  (_, n) => ((ZERO + Math.floor(n / 10)) << 8) + ZERO + (n % 10),
);
const POWERS = Int32Array.from({ length: 10 }, (_, n) => 10 ** n);
const SMALL = 2 ** 31;

/** Digits of a whole number below 2^31. */
function digitsOf(number: number): number {
  const guess = ((32 - Math.clz32(number | 1)) * 1233) >> 12;
  return number < POWERS[guess]! ? Math.max(guess, 1) : guess + 1;
}

/** Writes a whole number below 2^31; gives the end. */
function putSmall(to: DataView, at: number, number: number): number {
  const end = at + digitsOf(number);
  let left = number;
  let place = end;
  while (left >= 100) {
    const rest = (left / 100) | 0;
    place -= 2;
    to.setUint16(place, PAIRS[left - rest * 100]!);
    left = rest;
  }
  if (left >= 10) to.setUint16(at, PAIRS[left]!);
  else to.setUint8(at, ZERO + left);
  return end;
}

/** Writes a whole number up to 2^53. */
export function putWhole(to: DataView, at: number, number: number): number {
  if (number < SMALL) return putSmall(to, at, number | 0);
  const high = Math.floor(number / 1e8);
  let left = (number - high * 1e8) | 0;
  const end = putWhole(to, at, high) + 8;
  for (let place = end - 2; place >= end - 8; place -= 2) {
    const rest = (left / 100) | 0;
    to.setUint16(place, PAIRS[left - rest * 100]!);
    left = rest;
  }
  return end;
}

export function putCents(to: DataView, at: number, amount: number): number {
  const whole = amount < SMALL ? ((amount | 0) / 100) | 0 : Math.floor(amount / 100);
  const end = putWhole(to, at, whole);
  to.setUint8(end, DOT);
  to.setUint16(end + 1, PAIRS[amount - whole * 100]!);
  return end + 3;
}

/** Writes a rate in millionths without zeros behind. */
export function putRate(to: DataView, at: number, ppm: number): number {
  const whole = ppm < 1_000_000 ? 0 : Math.floor(ppm / 1_000_000);
  const rest = (ppm - whole * 1_000_000) | 0;
  let end = putWhole(to, at, whole);
  if (rest === 0) return end;
  const first = (rest / 10_000) | 0;
  const second = ((rest / 100) | 0) - first * 100;
  const third = rest - first * 10_000 - second * 100;
  to.setUint8(end, DOT);
  to.setUint16(end + 1, PAIRS[first]!);
  to.setUint16(end + 3, PAIRS[second]!);
  to.setUint16(end + 5, PAIRS[third]!);
  end += third > 0 ? 7 : second > 0 ? 5 : 3;
  return to.getUint8(end - 1) === ZERO ? end - 1 : end;
}

/** Copies four bytes at a time, up to three more than asked for: both sides must have them. */
export function putBytes(to: DataView, at: number, from: DataView, start: number, until: number): void {
  for (let i = start, end = at; i < until; i += 4, end += 4) to.setInt32(end, from.getInt32(i));
}
