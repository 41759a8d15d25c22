import type { OrganizationCalls, OrganizationFacts } from "../../../../aws/organization";
import type { PacedCaller } from "../../../../aws/pacedCaller";
import type { Endpoints } from "../../../cli/awsAnswer";
import type { CommandClients } from "../../../cli/commandClients";
import type { AnswerJournal } from "./answerJournal";

/** The organisation of the credentials, from DescribeOrganization. */
export type AdoptedOrganization = Pick<OrganizationFacts, "id" | "managementAccountId" | "featureSet">;

/** What is needed to read an inventory. */
export interface InventoryReading {
    readonly clients: CommandClients;
    /** Paces and counts every call, including those of `calls`. */
    readonly caller: PacedCaller;
    readonly calls: OrganizationCalls;
    readonly journal: AnswerJournal;
    readonly endpoints: Endpoints;
}
