// A token bucket for each address; addresses that went quiet are forgotten.

export interface Limiter {
  /** Whether one more request at `now` (milliseconds) is allowed. */
  allow(address: string, now: number): boolean;
}

const MOST_ADDRESSES = 10_000;

export function newLimiter(perMinute: number): Limiter {
  const buckets = new Map<string, { tokens: number; at: number }>();
  const refill = (bucket: { tokens: number; at: number }, now: number) => {
    bucket.tokens = Math.min(perMinute, bucket.tokens + ((now - bucket.at) * perMinute) / 60_000);
    bucket.at = now;
  };
  return {
    allow(address, now) {
      if (buckets.size > MOST_ADDRESSES) buckets.clear();
      const bucket = buckets.get(address) ?? { tokens: perMinute, at: now };
      buckets.set(address, bucket);
      refill(bucket, now);
      if (bucket.tokens < 1) return false;
      bucket.tokens--;
      return true;
    },
  };
}
