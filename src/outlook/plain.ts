// The plain product: what goods pay that are on no list, to show what a country's goods pay in general.

/** Toys: free of base duty in the United States and on no list of any program of the talks. */
export const PLAIN_CODE = '95030000';
