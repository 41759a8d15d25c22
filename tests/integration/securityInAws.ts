import { GuardDutyClient, ListDetectorsCommand, ListMembersCommand } from "@aws-sdk/client-guardduty";
import { S3Client } from "@aws-sdk/client-s3";
import type { Project } from "./support";

/** An organisation with the two accounts that security needs. Guardrails of their unit would deny what it does there. */
export const SHARED_ACCOUNTS = {
    defaults: { email: "aws+{account}@example.com" },
    units: {
        Security: {
            kind: "security" as const,
            without: ["protect-security-services", "protect-logs"],
            accounts: { audit: {}, "log-archive": {} },
        },
        Workloads: { accounts: { shop: {}, legacy: {} } },
    },
};

/** The ids of the accounts that GuardDuty watches. @param config of the administrator's account and a region. */
export async function guardDutyMembers(config: object): Promise<string[]> {
    const client = new GuardDutyClient(config);
    const { DetectorIds: [DetectorId] = [] } = await client.send(new ListDetectorsCommand({}));
    const { Members = [] } = await client.send(new ListMembersCommand({ DetectorId, OnlyAssociated: "true" }));
    return Members.flatMap(({ AccountId, RelationshipStatus }) =>
        RelationshipStatus === "Enabled" && AccountId !== undefined ? [AccountId] : [],
    ).sort();
}

export function s3In(project: Project, account: string): S3Client {
    return new S3Client({ ...project.aws.clientConfig(account), forcePathStyle: true });
}
