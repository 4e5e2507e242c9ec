// The type of the generated pack (`generated/record-pack.js`), which the build step writes.

import type { RecordPack } from './pack.ts';

declare const pack: RecordPack;
export default pack;
