// A number as a document tells it.

/** Its bounds: one where both are the same, an open one as `…`. */
export const bounds = ({ low, high }: { low: number | null; high: number | null }): string => (low === high && low !== null ? `${low}` : `${low ?? '…'}–${high ?? '…'}`);
