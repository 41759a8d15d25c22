import * as pulumi from "@pulumi/pulumi";
import type { OrganizationModel } from "../../definition";
import type { ExistingResources } from "../state";
import { effectInWords } from ".";

/** Says in a preview what the change does in the accounts. What loosens is a warning: that is what a reviewer has to stop at. */
export async function tellEffect(model: OrganizationModel, existing: ExistingResources, region: string): Promise<void> {
    const { looser, tighter, other } = await effectInWords(model, existing, region);
    for (const message of looser) void pulumi.log.warn(message);
    for (const message of [...tighter, ...other]) void pulumi.log.info(message);
}
