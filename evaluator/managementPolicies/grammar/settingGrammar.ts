/** The value of a setting. `@@append` and `@@remove` work on lists of texts only. */
export type SettingValue =
    | { readonly kind: "text" | "number" | "boolean" | "texts" | "any" }
    | { readonly kind: "one"; readonly of: readonly string[] }
    | { readonly kind: "some"; readonly of: readonly string[] };

/** What is allowed at one path of the document of a management policy. */
export type SettingGrammar =
    /** Keys that AWS defines. An `open` map accepts others too, because AWS adds keys from time to time. */
    | {
          readonly kind: "map";
          readonly keys: Readonly<Record<string, SettingGrammar>>;
          readonly open?: boolean;
          readonly required?: readonly string[];
      }
    /** Keys that the author chooses. */
    | { readonly kind: "named"; readonly of: SettingGrammar }
    /** A value that an operator sets. */
    | { readonly kind: "setting"; readonly value: SettingValue; readonly assignOnly?: boolean }
    /** AWS's grammar is not known well enough to check. */
    | { readonly kind: "anything" };

type Keys = Readonly<Record<string, SettingGrammar>>;

/** A map of these keys and no others. */
export const map = (keys: Keys, required: readonly string[] = []): SettingGrammar => ({ kind: "map", keys, required });
/** A map of these keys and others that AWS may have added. */
export const openMap = (keys: Keys, required: readonly string[] = []): SettingGrammar => ({
    kind: "map",
    keys,
    required,
    open: true,
});
/** A map whose keys the author chooses. */
export const named = (of: SettingGrammar): SettingGrammar => ({ kind: "named", of });
export const setting = (value: SettingValue): SettingGrammar => ({ kind: "setting", value });
export const text = setting({ kind: "text" });
export const texts = setting({ kind: "texts" });
/** Days and minutes, which AWS's examples write as texts. */
export const number = setting({ kind: "number" });
export const boolean = setting({ kind: "boolean" });
export const anyValue = setting({ kind: "any" });
export const anything: SettingGrammar = { kind: "anything" };
export const one = (...of: string[]): SettingGrammar => setting({ kind: "one", of });
export const some = (...of: string[]): SettingGrammar => setting({ kind: "some", of });
/** The regions in which something is on or off. */
export const regions: SettingGrammar = map({ enable_in_regions: texts, disable_in_regions: texts });
