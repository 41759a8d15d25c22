import type { AwsClients } from "../../aws/awsClients";
import type { FoundOrganization, OrganizationIdentity } from "../adoption";
import type { AttachmentReader } from "../attachments";
import type { CreationReader } from "../creation";
import type { DeletionReader } from "../deletions";
import type { PolicyReader, UnitReader } from "../identity";
import type { InvitationFacts } from "../invitations";
import type { OrganizationReader } from "../organization";

/**
 * What planning asks of AWS. Every reader asks only when it is called, and throws a RunEnd where AWS does not answer what has to be
 * known. The composition root makes one for the stack's AWS (program/openStack); a test has its own.
 */
export interface PlanningAws {
    /** Which organisation the credentials are for; undefined: their account has none. */
    organizationIdentity(): Promise<OrganizationIdentity | undefined>;
    /** The organisation of the credentials' account, with all its accounts; undefined: it has none. */
    findOrganization(): Promise<FoundOrganization | undefined>;
    /** What is enabled in the organisation. */
    readonly organization: OrganizationReader;
    readonly units: UnitReader;
    /** The id of the unit or root that an account is in; undefined where the organisation has no such account. */
    readonly parentOf: (accountId: string) => Promise<string | undefined>;
    readonly policies: PolicyReader;
    readonly attachments: AttachmentReader;
    readonly deletions: DeletionReader;
    readonly creations: CreationReader;
    readonly invitationFacts: () => Promise<InvitationFacts>;
    /** For what features ask. */
    readonly clients: () => AwsClients;
}
