import type { LibraryBlock } from "../library/libraryBlock";

/** The blocks of the library, by name. */
export type BlockLibrary = ReadonlyMap<string, LibraryBlock>;
