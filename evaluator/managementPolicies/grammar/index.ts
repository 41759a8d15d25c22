import type { PolicyType } from "../../../limits";
import { aiOptOutPolicy } from "./aiOptOutGrammar";
import { backupPolicy } from "./backupGrammar";
import { chatbotPolicy } from "./chatbotGrammar";
import { checkGrammar, type GrammarProblem } from "./grammarCheck";
import { ec2Policy } from "./ec2Grammar";
import type { SettingGrammar } from "./settingGrammar";
import { inspectorPolicy, networkSecurityDirectorPolicy, securityHubPolicy } from "./securityGrammars";
import { bedrockPolicy, s3Policy, upgradeRolloutPolicy } from "./serviceGrammars";
import { checkTagKeys, tagPolicy } from "./tagGrammar";

export type { GrammarProblem } from "./grammarCheck";

/** The types of policy whose documents are settings that are merged from the root down. */
export type ManagementPolicyType = Exclude<PolicyType, "SERVICE_CONTROL_POLICY" | "RESOURCE_CONTROL_POLICY">;

const GRAMMARS: Readonly<Record<ManagementPolicyType, SettingGrammar>> = {
    TAG_POLICY: tagPolicy,
    BACKUP_POLICY: backupPolicy,
    AISERVICES_OPT_OUT_POLICY: aiOptOutPolicy,
    DECLARATIVE_POLICY_EC2: ec2Policy,
    CHATBOT_POLICY: chatbotPolicy,
    SECURITYHUB_POLICY: securityHubPolicy,
    INSPECTOR_POLICY: inspectorPolicy,
    UPGRADE_ROLLOUT_POLICY: upgradeRolloutPolicy,
    BEDROCK_POLICY: bedrockPolicy,
    S3_POLICY: s3Policy,
    NETWORK_SECURITY_DIRECTOR_POLICY: networkSecurityDirectorPolicy,
};

/** Whether documents of the type are settings that are merged, and not statements. */
export function isManagementPolicy(type: PolicyType): type is ManagementPolicyType {
    return type in GRAMMARS;
}

/**
 * Finds what AWS would refuse, or silently ignore, in the document of a management policy: keys, operators and values that are
 * not in the grammar of its type. What AWS may have added since is accepted.
 */
export function checkManagementPolicy(
    type: ManagementPolicyType,
    document: Readonly<Record<string, unknown>>,
): GrammarProblem[] {
    const problems = checkGrammar(document, GRAMMARS[type]);
    return type === "TAG_POLICY" ? [...problems, ...checkTagKeys(document)] : problems;
}
