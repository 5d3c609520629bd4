/** Files that are read at most: OWNERS may stand in every folder. */
export const mostFiles = 300;
