import type { Policies } from "@pulumi/policy";
import { accountClosing } from "./account-closing";
import { accountEmail } from "./account-email";
import { accountInUnit } from "./account-in-unit";
import { accountName } from "./account-name";
import { accountReplacement } from "./account-replacement";
import { noWildcardAdmin } from "./no-wildcard-admin";
import { policyDocument } from "./policy-document";
import { policyDocumentSize } from "./policy-document-size";
import { policyName } from "./policy-name";
import { protectedAccounts } from "./protected-accounts";
import { requiredTags } from "./required-tags";
import { roleName } from "./role-name";
import { unitDepth } from "./unit-depth";
import { unitName } from "./unit-name";

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
    noWildcardAdmin,
];
