import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { Membership } from "../../../../../operations/cli/organizationMembers";
import type { SandboxEvidence } from "../../../../../operations/commands/resetSandbox/sandboxJudgement";
import type { ExistingResources } from "../../../../../program/state";
import { byKey } from "../../../definition/definitionFixtures";
import { definitionOf, levelsOf, member, mostly, MANAGEMENT, NOTHING, unitOf } from "./sandboxFixture";

/** What AWS and the applied state say about an account, independently of each other. */
interface World {
    readonly placed: string;
    readonly elsewhere: number;
    readonly awsState: string;
    readonly markedInAws: string;
    readonly markedInState: string;
    readonly stateHas: string;
    readonly isManagement: boolean;
    readonly quarantined: boolean;
    readonly organization: string;
}

const worlds: fc.Arbitrary<World> = fc.record({
    placed: mostly("there", "elsewhere", "root", "unlisted"),
    elsewhere: fc.nat(),
    awsState: mostly("ACTIVE", "PENDING_CLOSURE", "CLOSED"),
    // What AWS and the state say about the unit, independently of each other.
    markedInAws: mostly("as defined", "marked", "unmarked"),
    markedInState: mostly("as defined", "marked", "unmarked"),
    stateHas: mostly("it", "it elsewhere", "another id", "it not", "it closing", "it leaving"),
    isManagement: mostly(false, true),
    quarantined: mostly(false, true),
    organization: mostly("o-1", "o-2"),
});

type Defined = ReturnType<typeof definitionOf>;

/** An account of a definition, in a world. */
interface Chosen {
    readonly world: World;
    readonly defined: Defined;
    readonly account: Defined["accounts"][number];
    readonly id: string;
    /** Another unit, or by chance the same one. */
    readonly other: Defined["unitPaths"][number];
}

/** The evidence about an account, with the oracle's answer whether it may be emptied. */
export interface JudgedWorld {
    readonly evidence: SandboxEvidence;
    readonly id: string;
    readonly mayBeEmptied: boolean;
    /** Shown in messages. */
    readonly told: unknown;
}

/** Accounts in all kinds of worlds, most of them in one where they may be emptied. */
export const judgedWorlds: fc.Arbitrary<JudgedWorld> = fc
    .tuple(fc.array(unitOf(3), { minLength: 1, maxLength: 3 }), fc.nat(), worlds)
    .map(([units, which, world]) => ({ defined: definitionOf(units), which, world }))
    .filter(({ defined: { accounts } }) => accounts.length > 0)
    .map(({ defined, which, world }) => {
        const { accounts, unitPaths } = defined;
        const account = accounts[which % accounts.length] ?? assert.fail();
        const other = unitPaths[world.elsewhere % unitPaths.length] ?? assert.fail();
        const id = world.isManagement ? MANAGEMENT : "222222222222";
        const chosen = { world, defined, account, id, other };
        return {
            evidence: evidenceOf(chosen),
            id,
            mayBeEmptied: mayBeEmptied(chosen),
            told: { account, world },
        };
    });

function idOf(names: readonly string[]): string {
    return `ou-${names.join("-")}`;
}

function keyOf(names: readonly string[]): string {
    return names.join("/").replaceAll("Name", "U");
}

function isMarked(mark: string, kind: string | undefined): boolean {
    return mark === "as defined" ? kind === "sandbox" : mark === "marked";
}

/** The units of the account in AWS. */
function actualPath({ world, account, other }: Chosen): readonly string[] {
    return world.placed === "root" ? [] : world.placed === "elsewhere" ? other.names : account.path;
}

function evidenceOf(chosen: Chosen): SandboxEvidence {
    const { world, defined, account, id } = chosen;
    const actual = actualPath(chosen);
    const kind = defined.unitPaths.find(({ names }) => names.join("/") === actual.join("/"))?.kind;
    return {
        definition: { model: defined.model, account: byKey(defined.model.accounts, account.key) },
        applied: appliedIn(chosen),
        aws: {
            organizationId: world.organization,
            membership: membershipIn(chosen),
            levels: world.placed === "unlisted" ? [] : levelsOf(actual, id, idOf),
            unitTags: isMarked(world.markedInAws, kind) ? { "aws-organization:kind": "sandbox" } : {},
            quarantined: world.quarantined,
        },
    };
}

function membershipIn({ world, defined, account, id }: Chosen): Membership {
    const others = defined.accounts
        .filter(({ key }) => key !== account.key)
        .map(({ key }, index) => member(key, String(300_000_000_000 + index)));
    return {
        managementAccountId: MANAGEMENT,
        members: [
            ...(world.isManagement ? [] : [member("management", MANAGEMENT)]),
            member("gone", "012345678901", "CLOSED"),
            ...(world.placed === "unlisted" ? [] : [member(account.key, id, world.awsState)]),
            ...others,
        ],
    };
}

function appliedIn({ world, defined, account, id, other }: Chosen): ExistingResources {
    const path = world.stateHas === "it elsewhere" ? other.names : account.path;
    const applied = {
        id: world.stateHas === "another id" ? "999999999999" : id,
        email: "",
        roleName: "Applied",
        unit: keyOf(path),
        parentId: idOf(path),
        closing: world.stateHas === "it closing",
        ...(world.stateHas === "it leaving" && { leaving: true }),
    };
    return {
        ...NOTHING,
        organizationId: "o-1",
        units: new Map(
            defined.unitPaths.map(({ names, kind }) => [
                keyOf(names),
                { id: idOf(names), ...(isMarked(world.markedInState, kind) && { sandbox: true as const }) },
            ]),
        ),
        accounts: new Map(world.stateHas === "it not" ? [] : [[account.key, applied]]),
    };
}

/** The oracle. It shares no code with the program. */
function mayBeEmptied(chosen: Chosen): boolean {
    const { world, account, other } = chosen;
    const isSame = (one: readonly string[], two: readonly string[]): boolean => one.join("/") === two.join("/");
    return (
        account.kind === "sandbox" &&
        account.state === "active" &&
        world.placed !== "unlisted" &&
        isSame(actualPath(chosen), account.path) &&
        world.awsState === "ACTIVE" &&
        !world.isManagement &&
        !world.quarantined &&
        world.organization === "o-1" &&
        world.markedInAws !== "unmarked" &&
        world.markedInState !== "unmarked" &&
        (world.stateHas === "it" || (world.stateHas === "it elsewhere" && isSame(other.names, account.path)))
    );
}
