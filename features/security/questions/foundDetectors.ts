import type { DetectionClients } from "../../../aws/detectionClients";
import { SECURITY_RESOURCES } from "../plan/securityResources";
import type { SecurityModel } from "../securityModel";
import type { SecurityQuestions } from "./securityQuestions";

/** Detectors that exist already in the two accounts, by `audit eu-central-1`. An account has at most one in a region. */
export async function findDetectors(
    { guardDuty, regions }: SecurityModel,
    questions: SecurityQuestions,
): Promise<ReadonlyMap<string, string>> {
    if (!guardDuty) return new Map();
    const asked = regions.flatMap((region) =>
        (["audit", "management"] as const).flatMap((of) => {
            const clients = questions[of];
            const name = `${of} ${region}`;
            return clients && !questions.has(SECURITY_RESOURCES.detector, name) ? [{ name, of, region, clients }] : [];
        }),
    );
    const found = await Promise.all(
        asked.map(async ({ name, of, region, clients }) => {
            const id = await questions.ask(`GuardDuty's detector of the ${of} account in ${region}`, () =>
                detectorIn(region, clients),
            );
            return id === undefined ? [] : [[name, id] as const];
        }),
    );
    return new Map(found.flat());
}

async function detectorIn(region: string, clients: DetectionClients): Promise<string | undefined> {
    const { ListDetectorsCommand } = await import("@aws-sdk/client-guardduty");
    const { DetectorIds = [] } = await (await clients.guardDuty(region)).send(new ListDetectorsCommand({}));
    return DetectorIds[0];
}
