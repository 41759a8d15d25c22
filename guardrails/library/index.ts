import type { Guardrail } from "../guardrail";
import { aiOptOut } from "./aiOptOut";
import { protectAccessRole } from "./protectedAccessRole";
import { protectLogs, protectSecurityServices } from "./logsAndSecurityServices";
import { backupByTag, protectBackups } from "./backup";
import { allowedImages, blockPublicImages, blockSerialConsole, blockVpcPublicAccess } from "./ec2Settings";
import { requireEncryption, s3Encryption } from "./encryption";
import { denyExpensiveInstances } from "./expensiveInstances";
import { denyClosingAccount, denyLeavingOrganization } from "./leavingAndClosing";
import { denyPurchases } from "./purchases";
import { denyImdsv1, requireImdsv2 } from "./instanceMetadata";
import { denyExternalSharing, onlyOurOrganization, onlyTls } from "./perimeter";
import { regionDeny } from "./regionDeny";
import { requireTagsOnCreate } from "./tagsOnCreate";
import { denyPublicS3, s3BlockPublicAccess } from "./publicS3";
import { denyEverything, quarantine } from "./denyEverything";
import { stopSpending } from "./stopSpending";
import { requiredTags, tagSpelling } from "./tagGuardrails";
import { denyIamUsers, denyRootUser } from "./rootAndIamUsers";

export { QUARANTINE } from "./denyEverything";
export { STOP_SPENDING } from "./stopSpending";

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
        stopSpending,
        tagSpelling,
    ].map((guardrail) => [guardrail.name, guardrail]),
);
