import type { Guardrail } from "../guardrail";
import { aiOptOut } from "./ai";
import { protectAccessRole, protectLogs, protectSecurityServices } from "./audit";
import { backupByTag, protectBackups } from "./backup";
import { allowedImages, blockPublicImages, blockSerialConsole, blockVpcPublicAccess } from "./ec2Settings";
import { requireEncryption, s3Encryption } from "./encryption";
import { denyExpensiveInstances } from "./instances";
import { denyClosingAccount, denyLeavingOrganization, denyPurchases, denyRootUser } from "./membership";
import { denyImdsv1, requireImdsv2 } from "./metadata";
import { denyExternalSharing, onlyOurOrganization, onlyTls } from "./perimeter";
import { regionDeny } from "./regionDeny";
import { requireTagsOnCreate } from "./requiredOnCreate";
import { denyPublicS3, s3BlockPublicAccess } from "./s3Public";
import { denyEverything, quarantine } from "./suspended";
import { requiredTags, tagSpelling } from "./requiredTags";
import { denyIamUsers } from "./users";

export { QUARANTINE } from "./suspended";

/** The library of guardrails, by name. */
export const LIBRARY: ReadonlyMap<string, Guardrail> = new Map(
    [
        aiOptOut,
        allowedImages,
        backupByTag,
        blockPublicImages,
        blockSerialConsole,
        blockVpcPublicAccess,
        denyClosingAccount,
        denyEverything,
        denyExpensiveInstances,
        denyExternalSharing,
        denyIamUsers,
        denyImdsv1,
        denyLeavingOrganization,
        denyPublicS3,
        denyPurchases,
        denyRootUser,
        onlyOurOrganization,
        onlyTls,
        protectAccessRole,
        protectBackups,
        protectLogs,
        protectSecurityServices,
        quarantine,
        regionDeny,
        requireEncryption,
        requireImdsv2,
        requireTagsOnCreate,
        requiredTags,
        s3BlockPublicAccess,
        s3Encryption,
        tagSpelling,
    ].map((guardrail) => [guardrail.name, guardrail]),
);
