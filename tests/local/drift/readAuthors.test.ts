import assert from "node:assert/strict";
import {
    CreateOrganizationalUnitCommand,
    MoveAccountCommand,
    OrganizationsClient,
    TagResourceCommand,
} from "@aws-sdk/client-organizations";
import { CreateUserCommand, CreateAccessKeyCommand, IAMClient } from "@aws-sdk/client-iam";
import { AwsClients } from "../../../aws/awsClients";
import { awsSettings } from "../../../aws/awsSettings";
import { authorSentence } from "../../../operations/commands/drift/author/authorText";
import { plainText } from "../../../operations/commands/drift/report/driftReport";
import { readAuthors } from "../../../operations/commands/drift/author/readAuthors";
import type { DriftItem, DriftNode } from "../../../operations/commands/drift/driftItem";
import { driftItem, PRODUCTION } from "../../unit/operations/commands/drift/driftItems";
import { stackConfig } from "../../unit/operations/orgRuns";
import { newDetection } from "../detection/newDetection";

describe("the authors of changes, read from the local AWS", () => {
    const world = newDetection();
    const authors = async (items: readonly DriftItem[], services = ["organizations", "sts", "cloudtrail"]) => {
        const config = stackConfig(world.aws.url, services) as Record<string, unknown>;
        const settings = awsSettings((key) => config[`aws:${key}`]);
        return (await readAuthors(new AwsClients(settings), settings.endpoints, items)).map((one) =>
            plainText(authorSentence(one)),
        );
    };
    const lookUps = async (): Promise<number> => (await world.aws.calls())["cloudtrail.LookupEvents"] ?? 0;

    /** An account that somebody with a user of their own has moved and tagged; it was made by the user that nobody knows. */
    async function changedByHand(): Promise<readonly DriftItem[]> {
        const iam = new IAMClient(world.in());
        await iam.send(new CreateUserCommand({ UserName: "eve" }));
        const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: "eve" }));
        iam.destroy();
        const credentials = {
            accessKeyId: AccessKey?.AccessKeyId ?? assert.fail(),
            secretAccessKey: AccessKey?.SecretAccessKey ?? "",
        };
        const eve = new OrganizationsClient({ ...world.in(), credentials });
        const { OrganizationalUnit } = await eve.send(
            new CreateOrganizationalUnitCommand({ ParentId: world.root, Name: "Lab" }),
        );
        const lab: DriftNode = { kind: "unit", id: OrganizationalUnit?.Id ?? "", name: "Lab" };
        const root: DriftNode = { kind: "root", id: world.root, name: "Root" };
        const move = { AccountId: world.dev, SourceParentId: world.root, DestinationParentId: lab.id };
        await eve.send(new MoveAccountCommand(move));
        await assert.rejects(eve.send(new MoveAccountCommand(move)), "a second move fails, and explains nothing");
        await eve.send(new TagResourceCommand({ ResourceId: world.dev, Tags: [{ Key: "Team", Value: "eve" }] }));
        eve.destroy();
        const dev: DriftNode = { kind: "account", id: world.dev, name: "dev" };
        const made = { name: "dev", email: "dev@example.com", state: "ACTIVE", joinedMethod: "CREATED", parent: lab };
        return [
            driftItem({ kind: "account-moved", was: root, is: lab, loses: [], gains: [] }, dev),
            driftItem({ kind: "account-made", is: made }, dev),
            driftItem({ kind: "tags-changed", was: {}, is: { Team: "eve" } }, dev),
            driftItem({ kind: "unit-made", is: { name: "Lab", parent: root } }, lab),
            driftItem({ kind: "unit-renamed", was: "Production", is: "Prod" }, PRODUCTION),
        ];
    }

    it("are found with one look-up for each name of an event, however many changes there are", async () => {
        const items = await changedByHand();
        await world.aws.resetCalls();
        const [moved, made, tagged, unit, renamed, ...same] = await authors([...items, ...items]);
        const day = /\d{4}-\d{2}-\d{2} \d{2}:\d{2} UTC, from 127\.0\.0\.1/.source;
        assert.match(moved ?? "", new RegExp(`^By user eve, ${day} \\(MoveAccount\\)\\.$`));
        assert.match(made ?? "", new RegExp(`^By user local, ${day} \\(CreateAccount\\)\\.$`));
        assert.match(tagged ?? "", new RegExp(`^By user eve, ${day} \\(TagResource\\)\\.$`));
        assert.match(unit ?? "", new RegExp(`^By user eve, ${day} \\(CreateOrganizationalUnit\\)\\.$`));
        assert.match(renamed ?? "", /^By whom: CloudTrail has no event for it/);
        assert.deepEqual(same, [moved, made, tagged, unit, renamed]);
        // MoveAccount, CreateAccount, CreateAccountResult, InviteAccountToOrganization, TagResource, CreateOrganizationalUnit, UpdateOrganizationalUnit
        assert.equal(await lookUps(), 7);
    });

    it("end with the page that has the event, and after ten pages", async () => {
        const [, , tagged] = await changedByHand();
        const tag = (times: number): Promise<unknown> =>
            Promise.all(
                Array.from({ length: times }, () =>
                    world.organizations.send(
                        new TagResourceCommand({ ResourceId: world.log, Tags: [{ Key: "Noise", Value: "x" }] }),
                    ),
                ),
            );
        await tag(60);
        await world.aws.resetCalls();
        assert.match((await authors([tagged ?? assert.fail()]))[0] ?? "", /^By user eve/);
        assert.equal(await lookUps(), 2);
        await tag(450);
        await world.aws.resetCalls();
        const [cut] = await authors([tagged ?? assert.fail()]);
        assert.match(cut ?? "", /^By whom: not found among the events since .* There are older ones/);
        assert.equal(await lookUps(), 10);
    });

    it("are said not to be known where AWS refuses, or was not asked", async () => {
        const items = await changedByHand();
        await world.aws.resetCalls();
        await world.aws.fault({
            operation: "cloudtrail.LookupEvents",
            times: 100,
            error: { code: "AccessDeniedException", status: 400 },
        });
        const denied = await authors(items);
        await world.aws.clearFaults();
        for (const text of denied) assert.match(text, /^By whom: not known \(AccessDeniedException/);
        assert.equal(await lookUps(), 1, "what is refused once is not asked again");
        const [unasked] = await authors(items, ["organizations", "sts"]);
        assert.equal(unasked, "By whom: not known (not asked: aws:endpoints names organizations but not cloudtrail).");
    });
});
