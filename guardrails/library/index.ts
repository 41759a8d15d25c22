import type { Guardrail } from "../guardrail";
import { protectAccessRole, protectLogs, protectSecurityServices } from "./audit";
import { denyClosingAccount, denyLeavingOrganization, denyPurchases, denyRootUser } from "./membership";
import { regionDeny } from "./regions";
import { denyEverything, quarantine } from "./suspended";
import { tagSpelling } from "./tags";

export { QUARANTINE } from "./suspended";

/** The library of guardrails, by name. */
export const LIBRARY: ReadonlyMap<string, Guardrail> = new Map(
    [
        denyClosingAccount,
        denyEverything,
        denyLeavingOrganization,
        denyPurchases,
        denyRootUser,
        protectAccessRole,
        protectLogs,
        protectSecurityServices,
        quarantine,
        regionDeny,
        tagSpelling,
    ].map((guardrail) => [guardrail.name, guardrail]),
);
