import type { Findings } from "../../../definition/feature";
import { inYaml, visible } from "../../../limits";
import type { HeldByPerson } from "../effect/accessSide";
import type { AcknowledgedLoss } from "../model";
import type { JudgedChange } from "./judgedChange";

/** How long an acknowledgement may hold, and for how long the refusal proposes one. */
const MOST_DAYS = 31;
const PROPOSED_DAYS = 14;

/**
 * The acknowledgements that name who may lose which permission set, in all accounts but the management account, until a day. A word for all
 * accounts would stay in the file, and allow the next loss too, which nobody has looked at.
 */
export class AcknowledgedLosses {
    readonly #losses: readonly AcknowledgedLoss[];
    readonly #change: JudgedChange;
    readonly #needed = new Set<AcknowledgedLoss>();

    constructor(change: JudgedChange) {
        this.#losses = change.model.acknowledge?.losses ?? [];
        this.#change = change;
    }

    /** Whether all ways into an account are such that may go. */
    cover(ways: readonly HeldByPerson[]): boolean {
        const found = ways.flatMap((held) => givers(held).map(({ key }) => this.#lossOf(key, held.permissionSet)));
        for (const loss of found) if (loss) this.#needed.add(loss);
        return found.length > 0 && found.every((loss) => loss !== undefined);
    }

    #lossOf(who: string, permissionSet: string): AcknowledgedLoss | undefined {
        const { day } = this.#change;
        return this.#losses.find((one) => one.who === who && one.permissionSet === permissionSet && one.until >= day);
    }

    /** Those that hold for longer than anybody looks at a change. */
    tooLong(): Findings["problems"] {
        const last = dayAfter(this.#change.day, MOST_DAYS);
        return this.#losses
            .filter(({ until }) => until > last)
            .map(({ until, path }) =>
                this.#change.problem(
                    [...path, "until"],
                    `the day ${visible(until)} is more than ${MOST_DAYS} days away: an acknowledgement that stays would allow the next loss too. Write one until ${last}, and remove it after the run`,
                ),
            );
    }

    /** Those that a change does not need. */
    idle(): readonly string[] {
        const { day } = this.#change;
        return this.#losses
            .filter((loss) => !this.#needed.has(loss))
            .map(({ who, permissionSet, until }) => {
                const says = `people.acknowledge.withoutAdministrator says that ${visible(who)} may lose ${visible(permissionSet)}`;
                return until < day
                    ? `${says} until ${until}, which has passed: remove it.`
                    : `${says}, and this change takes no account's last administrator by that: remove it, because it would allow the next loss too.`;
            });
    }
}

/**
 * What to write for some ways in that are lost, and how long it holds.
 *
 * @param named accounts that the acknowledgement has to name besides.
 */
export function acknowledgementOf(ways: readonly HeldByPerson[], named: readonly string[], day: string): string {
    const until = dayAfter(day, PROPOSED_DAYS);
    const pairs = ways.flatMap((held) =>
        givers(held).map(
            ({ key }) => `{ permissionSet: ${inYaml(held.permissionSet)}, who: ${inYaml(key)}, until: ${until} }`,
        ),
    );
    return `people: { acknowledge: { withoutAdministrator: [${[...named, ...[...new Set(pairs)].sort()].join(", ")}] } }\nIt holds until that day, for every account but the management account.`;
}

/** Whom grants name who gives somebody access: the person, or groups. */
export function givers({ who, kind, through }: HeldByPerson): readonly { kind: "user" | "group"; key: string }[] {
    const groups = kind === "external group" ? [who] : through;
    return groups.map((group) =>
        group === undefined ? { kind: "user" as const, key: who } : { kind: "group" as const, key: group },
    );
}

/** The day some days after another one. */
export function dayAfter(day: string, days: number): string {
    return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
