import type { OrganizationCalls, OrganizationFacts } from "../../../../aws/organization";
import type { PacedCaller } from "../../../../aws/pacedCaller";
import type { Endpoints } from "../../../cli/awsAnswer";
import type { CommandClients } from "../../../cli/commandClients";
import type { AnswerJournal } from "./answerJournal";

/** The organisation of the credentials' account, as DescribeOrganization has it. */
export type AdoptedOrganization = Pick<OrganizationFacts, "id" | "managementAccountId" | "featureSet">;

/** What a reading works with. */
export interface InventoryReading {
    readonly clients: CommandClients;
    /** Paces and counts every call, those of `calls` too. */
    readonly caller: PacedCaller;
    readonly calls: OrganizationCalls;
    readonly journal: AnswerJournal;
    readonly endpoints: Endpoints;
}
