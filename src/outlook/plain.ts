// The plain product: what goods pay that are on no list, to show what a country's goods pay in general.

/** Toys into the United States, aircraft into China, medicines into Canada: on no list of any program of the talks. */
const PLAIN: Readonly<Record<string, string>> = { US: '95030000', CN: '88024000', CA: '30049000' };

/** A code on no list of a territory. Where the lists are not at hand (the European Union) no code is surely on none. */
export const plainCode = (into: string): string => PLAIN[into] ?? '95030000';
