import type { Policies } from "@pulumi/policy";
import { accountClosing } from "./accountClosing";
import { accountEmail } from "./accountEmail";
import { accountInUnit } from "./accountInUnit";
import { accountName } from "./accountName";
import { accountReplacement } from "./accountReplacement";
import { noWildcardAdmin } from "./noWildcardAdmin";
import { permissionSetName } from "./permissionSetName";
import { policyDocument } from "./policyDocument";
import { policyDocumentSize } from "./policyDocumentSize";
import { policyName } from "./policyName";
import { protectedAccounts } from "./protectedAccounts";
import { requiredTags } from "./requiredTags";
import { roleName } from "./roleName";
import { unitDepth } from "./unitDepth";
import { unitName } from "./unitName";

/** All policies of the pack. */
export const policies: Policies = [
    requiredTags,
    accountName,
    accountEmail,
    accountInUnit,
    accountReplacement,
    accountClosing,
    protectedAccounts,
    unitName,
    unitDepth,
    policyName,
    policyDocument,
    policyDocumentSize,
    roleName,
    permissionSetName,
    noWildcardAdmin,
];
