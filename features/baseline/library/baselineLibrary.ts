import { accessAnalyzer } from "./blocks/accessAnalyzer";
import { backupRole } from "./blocks/backupRole";
import { backupVault } from "./blocks/backupVault";
import { breakGlassRole } from "./blocks/breakGlassRole";
import { budgetRole } from "./blocks/budgetRole";
import { configRecorder } from "./blocks/configRecorder";
import { deployRole } from "./blocks/deployRole";
import { ebsEncryption } from "./blocks/ebsEncryption";
import { logRetention } from "./blocks/logRetention";
import { noDefaultVpc } from "./blocks/noDefaultVpc";
import { passwordPolicy } from "./blocks/passwordPolicy";
import { permissionsBoundary } from "./blocks/permissionsBoundaryBlock";
import { readOnlyRole } from "./blocks/readOnlyRole";
import { s3PublicAccessBlock } from "./blocks/s3PublicAccessBlock";
import { searchIndex } from "./blocks/searchIndex";
import type { LibraryBlock } from "./libraryBlock";

const BLOCKS: readonly LibraryBlock[] = [
    accessAnalyzer,
    backupRole,
    backupVault,
    breakGlassRole,
    budgetRole,
    configRecorder,
    deployRole,
    ebsEncryption,
    logRetention,
    noDefaultVpc,
    passwordPolicy,
    permissionsBoundary,
    readOnlyRole,
    s3PublicAccessBlock,
    searchIndex,
];

/** The blocks of the library by name, sorted. */
export const BASELINE_LIBRARY: ReadonlyMap<string, LibraryBlock> = new Map(BLOCKS.map((block) => [block.name, block]));
