import type { Guardrail } from "../guardrail";
import { protectAccessRole, protectLogs, protectSecurityServices } from "./audit";
import { denyClosingAccount, denyLeavingOrganization, denyPurchases, denyRootUser } from "./membership";
import { regionDeny } from "./regions";
import { denyEverything } from "./suspended";
import { tagSpelling } from "./tags";

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
        regionDeny,
        tagSpelling,
    ].map((guardrail) => [guardrail.name, guardrail]),
);
