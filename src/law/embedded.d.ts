// The type of the generated pack (`generated/law-pack.js`), which the build step writes.

import type { Pack } from './pack.ts';

declare const pack: Pack;
export default pack;
