import type { LibraryBlock } from "../library/libraryBlock";

/** The blocks of the library, by name. */
export type BlockLibrary = ReadonlyMap<string, LibraryBlock>;

/** Whether a block means something in the management account, where the AWS provider sets it. */
export function hasManagementSetting(block: LibraryBlock | undefined): boolean {
    return block !== undefined && "inManagementAccount" in block;
}
