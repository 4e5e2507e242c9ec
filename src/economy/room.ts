// Arrays that live together share one piece of memory: an engine takes longer to find room for a small array than to
// fill it.

/** Hands out arrays of zeros, one after the other, until `doubles` numbers are given away. */
export function room(doubles: number): (length: number) => Float64Array {
  const buffer = new ArrayBuffer(doubles * Float64Array.BYTES_PER_ELEMENT);
  let taken = 0;
  return (length) => {
    const from = taken * Float64Array.BYTES_PER_ELEMENT;
    taken += length;
    return new Float64Array(buffer, from, length);
  };
}
