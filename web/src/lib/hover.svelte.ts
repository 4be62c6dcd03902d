// Which row of a document is under the pointer or the focus, in its text and beside it.

export const hover: { id: string | null } = $state({ id: null });
