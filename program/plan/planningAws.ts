import type { AwsClients } from "../../aws/awsClients";
import type { AccountInAws, FoundOrganization, OrganizationIdentity } from "../adoption";
import type { AttachmentReader } from "../attachments";
import type { CreationReader } from "../creation";
import type { DeletionReader } from "../deletions";
import type { PolicyReader, UnitReader } from "../identity";
import type { InvitationFacts } from "../invitations";
import type { OrganizationReader } from "../organization";

/**
 * What planning asks AWS. Every reader asks only when it is called, and throws a RunEnd if AWS does not answer what has to be known. The
 * composition root makes one for the stack's AWS (program/openStack). Tests replace it.
 */
export interface PlanningAws {
    /** Which organisation the credentials are for. Undefined if their account has none. */
    organizationIdentity(): Promise<OrganizationIdentity | undefined>;
    /** The account of the credentials. Undefined if AWS does not say it: it is only needed for messages. */
    callerAccount(): Promise<string | undefined>;
    /** The organisation of the credentials' account, with all its accounts. Undefined if it has none. */
    findOrganization(): Promise<FoundOrganization | undefined>;
    /** The accounts of the organisation, closed ones too. Absent where AWS is not asked. */
    readonly accounts?: () => Promise<readonly AccountInAws[]>;
    /** What is enabled in the organisation. */
    readonly organization: OrganizationReader;
    readonly units: UnitReader;
    /** The id of the unit or root that an account is in; undefined if the organisation has no such account. */
    readonly parentOf: (accountId: string) => Promise<string | undefined>;
    readonly policies: PolicyReader;
    readonly attachments: AttachmentReader;
    readonly deletions: DeletionReader;
    readonly creations: CreationReader;
    readonly invitationFacts: () => Promise<InvitationFacts>;
    /** The clients for the questions of features. Absent where AWS is not asked: features find in the state what they need. */
    readonly clients?: () => AwsClients;
}
