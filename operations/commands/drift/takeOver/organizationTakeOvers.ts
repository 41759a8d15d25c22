import { addItem, isInList, removeItem, setIn, unsetIn, type LocatedEntry } from "../../../edit/entryEdits";
import type { DefinitionDraft } from "../../../edit/definitionDraft";
import { has, valueAt } from "../../../edit/yamlNodes";
import { accountOf, byHand, notDefined, TOP, type ItemOf, type TakeOverContext, type TakeOversOf } from "./takeOver";

const ADMINISTRATORS = "delegatedAdministrators";

export const ORGANIZATION_TAKE_OVERS: TakeOversOf<
    | `service-access-${"given" | "taken"}`
    | `administrator-${"registered" | "deregistered"}`
    | `policy-type-${"enabled" | "disabled"}`
> = {
    "service-access-given": ({ subject }, context) => listed("serviceAccess", subject.id, true, context),
    "service-access-taken": ({ subject }, context) => listed("serviceAccess", subject.id, false, context),
    "policy-type-enabled": ({ subject }, context) => listed("policyTypes", subject.id, true, context),
    "policy-type-disabled": ({ subject }, context) => listed("policyTypes", subject.id, false, context),
    "administrator-registered": (item, context) => administrator(item, true, context),
    "administrator-deregistered": (item, context) => administrator(item, false, context),
};

/** A service or a type of policy, in a list of `organization`. */
function listed(
    list: "serviceAccess" | "policyTypes",
    item: string,
    isWanted: boolean,
    { draft }: TakeOverContext,
): ReturnType<(typeof ORGANIZATION_TAKE_OVERS)["service-access-given"]> {
    const entry: LocatedEntry = { title: "the organisation", path: ["organization"] };
    if (!isWanted && !isInList(draft, entry, list, item)) {
        return byHand(
            `\`${list}\` does not name ${item}: something else in the definition needs it. Take that out, or undo the change`,
        );
    }
    return {
        edit() {
            if (!isWanted) removeItem(draft, entry, list, item);
            else if (list === "serviceAccess" && isInList(draft, entry, "withoutServiceAccess", item)) {
                removeItem(draft, entry, "withoutServiceAccess", item);
                addItem(draft, entry, list, item);
            } else if (draft.files.some((file) => has(draft.text(file), entry.path))) addItem(draft, entry, list, item);
            else setIn(draft, TOP, "organization", list, [item]);
        },
        parts: [list, "withoutServiceAccess", "policyTypes"],
        holds: (after) => (after[list] as readonly string[]).includes(item) === isWanted,
    };
}

/** One key of an account, or a list of them. */
function administrator(
    { subject, service }: ItemOf<`administrator-${"registered" | "deregistered"}`>,
    isWanted: boolean,
    { draft, model }: TakeOverContext,
): ReturnType<(typeof ORGANIZATION_TAKE_OVERS)["administrator-registered"]> {
    const account = accountOf(model, subject);
    if (!account) return notDefined(subject);
    const before = model.features.administratorsOf(service);
    const written = valuesOf(draft, service);
    if (!isWanted && !written.includes(account.key)) {
        return byHand(
            `\`${ADMINISTRATORS}\` does not name ${account.key} for ${service}: another part of the definition, such as \`security\`, makes it its administrator. Change that, or undo the change`,
        );
    }
    const keys = isWanted ? [...written, account.key] : written.filter((key) => key !== account.key);
    const [first] = keys;
    return {
        edit() {
            if (first === undefined) unsetIn(draft, TOP, ADMINISTRATORS, service);
            else setIn(draft, TOP, ADMINISTRATORS, service, keys.length === 1 ? first : keys);
        },
        parts: before.map((key) => `account ${key}`).concat(`account ${account.key}`),
        holds: (after) => after.features.administratorsOf(service).includes(account.key) === isWanted,
    };
}

function valuesOf(draft: DefinitionDraft, service: string): readonly string[] {
    const values = draft.files.map((file) => valueAt(draft.text(file), [ADMINISTRATORS, service]));
    return values.flatMap((value) =>
        Array.isArray(value) ? value.map(String) : typeof value === "string" ? [value] : [],
    );
}
