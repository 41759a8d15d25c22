import type { OrgCommand } from "../cli/orgCommand";
import { accessRole } from "./accessRole/accessRoleCommand";
import { accounts } from "./accountsCommand";
import { add } from "./addCommand";
import { adoptCommand } from "./adopt/adoptCommand";
import type { FeatureAdoption } from "./adopt/feature";
import { bootstrap } from "./bootstrap/bootstrapCommand";
import { check } from "./checkCommand";
import { close } from "./close/closeCommand";
import { driftCommand } from "./drift/driftCommand";
import type { FeatureDrift } from "./drift/feature";
import { takeOverCommand } from "./drift/takeOver/takeOverCommand";
import { effect } from "./effect/effectCommand";
import { effective } from "./effective/effectiveCommand";
import { endSandboxes } from "./endSandboxes/endSandboxesCommand";
import { expiring } from "./expiringCommand";
import { explain } from "./explain/explainCommand";
import { incident } from "./incident/incidentCommand";
import { find } from "./find/findCommand";
import { handOver } from "./handOver/handOverCommand";
import { quarantine } from "./quarantine/quarantineCommand";
import { recover } from "./recover/recoverCommand";
import { releaseQuarantine } from "./quarantine/releaseQuarantineCommand";
import { review } from "./review/reviewCommand";
import { resetSandbox } from "./resetSandbox/resetSandboxCommand";
import type { SpendReader } from "./tree/feature";
import { treeCommand } from "./tree/treeCommand";
import { used } from "./used/usedCommand";

/**
 * The commands, in the order in which `org --help` lists them.
 *
 * @param adoptions what the features take over in `org adopt`.
 * @param drifts what `org drift` compares of the features.
 * @param readSpend what accounts cost, for `org tree --spend`.
 */
export function commandsWith(
    adoptions: readonly FeatureAdoption[],
    drifts: readonly FeatureDrift[],
    readSpend: SpendReader,
): readonly OrgCommand[] {
    return [
        accounts,
        treeCommand(readSpend),
        check,
        effective,
        explain,
        add,
        accessRole,
        adoptCommand(adoptions),
        bootstrap,
        expiring,
        endSandboxes,
        review,
        effect,
        driftCommand(drifts),
        takeOverCommand(drifts),
        used,
        find,
        incident,
        quarantine,
        releaseQuarantine,
        close,
        resetSandbox,
        handOver,
        recover,
    ];
}
