import type { Tags } from "../../../definition/model";
import { readDocument } from "../../../definition/policies/documentFile";
import type { Path, Report } from "../../../definition/problemReport";
import { awsPolicyError } from "../../../evaluator/awsPolicies";
import { checkTagTexts } from "../../../definition/values/tagTexts";
import {
    didYouMean,
    IDENTITY_CENTER_TAGS,
    listSome,
    MANAGED_POLICY_NAME,
    MANAGED_POLICY_PATH,
    PERMISSION_SET_ARN,
    PERMISSION_SET_DESCRIPTION,
    PERMISSION_SET_NAME,
    quoted,
    RELAY_STATE,
    SESSION_MINUTES,
    textError,
    type TextLimits,
} from "../../../limits";
import { PERMISSION_SET_LIBRARY, withDenied, type LibraryPermissionSet } from "../library";
import type { BoundaryModel, CustomerManagedPolicyModel, PermissionSetModel } from "../model";
import type { BoundaryInput, CustomerManagedPolicyInput, PermissionSetInput } from "./peopleSchema";
import { sessionMinutes } from "./sessionLength";

/**
 * What a permission set of the library brings. A definition that wants others writes a permission set of its own. A boundary and more denials
 * only narrow it.
 */
const OF_LIBRARY = ["managedPolicies", "customerManagedPolicies", "inlinePolicy", "file", "breakGlass"] as const;

/** Reads the permission sets that a definition writes. */
export class PermissionSetReader {
    readonly #tags: Tags;
    readonly #report: Report;

    /** @param tags those of everything that this program makes. */
    constructor(tags: Tags, report: Report) {
        this.#tags = tags;
        this.#report = report;
    }

    /** @returns undefined if the library has no such permission set; the mistake is reported. */
    read(key: string, input: PermissionSetInput): PermissionSetModel | undefined {
        const path = ["people", "permissionSets", key];
        const { library: of } = input;
        if (of === undefined) {
            if (PERMISSION_SET_LIBRARY.has(key)) {
                this.#report.add(
                    path,
                    `${quoted(key)} is a permission set of the library: choose another key for your own, or write \`library: ${key}\``,
                );
            }
            if (input.parameters !== undefined) {
                this.#report.add(
                    [...path, "parameters"],
                    "is for what is made from a permission set of the library: write `library`, or deny it in `inlinePolicy`",
                );
            }
            return this.#own(key, input, path);
        }
        const found = PERMISSION_SET_LIBRARY.get(of);
        if (!found) {
            const names = [...PERMISSION_SET_LIBRARY.keys()];
            this.#report.add(
                [...path, "library"],
                `there is no permission set ${quoted(of)} in the library.${didYouMean(of, names)} There are ${listSome(names)}`,
            );
            return undefined;
        }
        const brought = [...OF_LIBRARY, ...(found.boundary === undefined ? [] : (["boundary"] as const))];
        for (const one of brought.filter((other) => input[other] !== undefined)) {
            this.#report.add(
                [...path, one],
                `${of} of the library has its own: leave it out, or write a permission set of your own without \`library\``,
            );
        }
        return this.#common(key, input, path, this.#narrowed(this.fromLibrary(found, key, path), found, input));
    }

    /** A permission set of the library with what a definition takes away from it. */
    #narrowed(set: PermissionSetModel, of: LibraryPermissionSet, input: PermissionSetInput): PermissionSetModel {
        const { boundary, parameters: { alsoDenied } = {} } = input;
        const { path } = set;
        const read = of.boundary === undefined && boundary && this.#boundary(boundary, [...path, "boundary"]);
        return {
            ...set,
            ...(read && { boundary: read }),
            ...(alsoDenied && { alsoDenied, inlinePolicy: JSON.stringify(withDenied(of.inlinePolicy, alsoDenied)) }),
        };
    }

    /** @param path where the definition names it. */
    fromLibrary(of: LibraryPermissionSet, key: string, path: Path): PermissionSetModel {
        return {
            key,
            name: key,
            description: of.description,
            sessionMinutes: of.sessionMinutes,
            managedPolicies: of.managedPolicies,
            customerManagedPolicies: [],
            ...(of.inlinePolicy && { inlinePolicy: JSON.stringify(of.inlinePolicy) }),
            ...(of.boundary !== undefined && { boundary: { kind: "aws", policy: of.boundary } }),
            tags: this.#tags,
            isBreakGlass: of.isBreakGlass === true,
            library: of.name,
            path,
        };
    }

    #own(key: string, input: PermissionSetInput, path: Path): PermissionSetModel {
        const { managedPolicies = [], customerManagedPolicies = [], boundary, breakGlass = false } = input;
        const inline = this.#inlinePolicy(input, path);
        const read = boundary && this.#boundary(boundary, [...path, "boundary"]);
        for (const [index, name] of managedPolicies.entries()) {
            this.#checkManaged(name, [...path, "managedPolicies", index]);
        }
        return this.#common(key, input, path, {
            key,
            name: key,
            description: "",
            sessionMinutes: SESSION_MINUTES.default,
            managedPolicies: [...new Set(managedPolicies)].sort(),
            customerManagedPolicies: customerManagedPolicies
                .map((one, index) => this.#customerManaged(one, [...path, "customerManagedPolicies", index]))
                .sort((one, two) => (one.path + one.name < two.path + two.name ? -1 : 1)),
            ...inline,
            ...(read && { boundary: read }),
            tags: this.#tags,
            isBreakGlass: breakGlass,
            path,
        });
    }

    /** What every permission set may say of itself. */
    #common(key: string, input: PermissionSetInput, path: Path, set: PermissionSetModel): PermissionSetModel {
        const { name = key, description, session, relayState, tags = {}, id } = input;
        const check = (limits: TextLimits, text: string | undefined, at: Path): void => {
            const error = text === undefined ? undefined : textError(limits, text);
            if (error !== undefined) this.#report.add(at, error);
        };
        check(PERMISSION_SET_NAME, name, input.name === undefined ? path : [...path, "name"]);
        if (description !== "") check(PERMISSION_SET_DESCRIPTION, description, [...path, "description"]);
        check(RELAY_STATE, relayState, [...path, "relayState"]);
        check(PERMISSION_SET_ARN, id, [...path, "id"]);
        checkTagTexts(tags, [...path, "tags"], this.#report);
        // One that is taken over keeps the tags that it has, unless the definition writes others.
        const all = id === undefined ? { ...this.#tags, ...tags } : tags;
        if (Object.keys(all).length > IDENTITY_CENTER_TAGS.max) {
            this.#report.add(
                [...path, "tags"],
                `has ${Object.keys(all).length} tags with those of \`defaults\`: AWS allows ${IDENTITY_CENTER_TAGS.max}`,
            );
        }
        return {
            ...set,
            name,
            ...(description !== undefined && { description }),
            ...(session !== undefined && {
                sessionMinutes: sessionMinutes(session, [...path, "session"], this.#report),
            }),
            ...(relayState !== undefined && { relayState }),
            tags: all,
            ...(id !== undefined && { id }),
        };
    }

    #inlinePolicy(
        { inlinePolicy, file }: PermissionSetInput,
        path: Path,
    ): Pick<PermissionSetModel, "inlinePolicy" | "documentPath"> {
        if (inlinePolicy !== undefined && file !== undefined) {
            this.#report.add(path, "gives inlinePolicy and file: keep one of them");
            return {};
        }
        const documentPath = [...path, file === undefined ? "inlinePolicy" : "file"];
        const { folder } = this.#report;
        const document =
            file === undefined ? inlinePolicy : readDocument(file, documentPath, { report: this.#report, folder });
        return document === undefined ? {} : { inlinePolicy: JSON.stringify(document), documentPath };
    }

    #boundary({ managed, customerManaged }: BoundaryInput, path: Path): BoundaryModel | undefined {
        if ((managed === undefined) === (customerManaged === undefined)) {
            if (!this.#report.hasMistakeIn(path)) {
                this.#report.add(
                    path,
                    managed === undefined
                        ? "is empty: give managed or customerManaged"
                        : "gives managed and customerManaged: AWS allows one boundary",
                );
            }
            return undefined;
        }
        if (customerManaged) {
            return { kind: "customer", policy: this.#customerManaged(customerManaged, [...path, "customerManaged"]) };
        }
        this.#checkManaged(managed ?? "", [...path, "managed"]);
        return { kind: "aws", policy: managed ?? "" };
    }

    #customerManaged({ name, path: at = "/" }: CustomerManagedPolicyInput, path: Path): CustomerManagedPolicyModel {
        const errors = { name: textError(MANAGED_POLICY_NAME, name), path: textError(MANAGED_POLICY_PATH, at) };
        for (const [key, error] of Object.entries(errors))
            if (error !== undefined) this.#report.add([...path, key], error);
        return { name, path: at };
    }

    #checkManaged(name: string, path: Path): void {
        const error = awsPolicyError(name, { holder: "permission set", ownKey: "customerManagedPolicies" });
        if (error !== undefined) this.#report.add(path, error);
    }
}
