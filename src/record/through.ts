// How far the record looks.

/** The last day the record looked at: what came later is not in it. */
export const RECORD_THROUGH = '2026-08-21';
