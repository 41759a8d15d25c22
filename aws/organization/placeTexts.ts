import { formatCount, list, visible } from "../../limits";
import type { OrganizationCalls } from "./organizationCalls";
import { describeAccount } from "./organizationAccounts";
import { findParent } from "./organizationParents";
import { unitName } from "./organizationUnits";
import { UnansweredError } from "./unansweredError";

/** The most accounts that one text names. */
const MOST_NAMED = 5;

/**
 * How messages name accounts and units of which they know the ids only: by their names in AWS. Each is asked about once. If AWS does not say, the
 * message has the id.
 */
export class PlaceTexts {
    readonly #calls: OrganizationCalls;
    readonly #texts = new Map<string, Promise<string>>();

    constructor(calls: OrganizationCalls) {
        this.#calls = calls;
    }

    /** `unit Production (ou-a1b2-c3d4e5f6)`, `the root`. One call. */
    unit(id: string): Promise<string> {
        if (id.startsWith("r-")) return Promise.resolve("the root");
        return this.#asked(id, `unit ${id}`, async () => {
            const name = await unitName(this.#calls, id);
            return name === undefined ? `unit ${id}` : `unit ${visible(name)} (${id})`;
        });
    }

    /** `shop-prod (111122223333) in unit Production`. Two calls, and one for a unit that no message has named yet. */
    account(id: string): Promise<string> {
        return this.#asked(id, id, async () => {
            const account = await describeAccount(this.#calls, id);
            if (!account) return id;
            const parent = await findParent(this.#calls, id);
            if (!parent) return `${visible(account.name)} (${id})`;
            // The account's id is enough to find the unit.
            const unit = (await this.unit(parent.id)).replace(` (${parent.id})`, "");
            return `${visible(account.name)} (${id}) in ${unit}`;
        });
    }

    /** `a (111122223333) in the root, b (444455556666) in unit Sandbox and 3 more` */
    async accounts(ids: readonly string[]): Promise<string> {
        const named = await Promise.all(ids.slice(0, MOST_NAMED).map((id) => this.account(id)));
        const more = ids.length - named.length;
        return list([...named, ...(more > 0 ? [`${formatCount(more)} more`] : [])]);
    }

    #asked(id: string, otherwise: string, ask: () => Promise<string>): Promise<string> {
        const known = this.#texts.get(id) ?? this.#textOr(otherwise, ask);
        this.#texts.set(id, known);
        return known;
    }

    async #textOr(otherwise: string, ask: () => Promise<string>): Promise<string> {
        try {
            return await ask();
        } catch (error) {
            if (error instanceof UnansweredError) return otherwise;
            throw error;
        }
    }
}
