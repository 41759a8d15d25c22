import { createRequire } from "node:module";
import * as path from "node:path";

/**
 * Loads what compiles the script and the styles of a page. It is loaded at run time, because `org` itself is one compiled file, and most of
 * its commands make no page.
 *
 * @param checkout the folder of this program.
 * @param launcher its path in there, such as `features/people/page/accessPageParts.cjs`. The caller knows what it exports.
 */
export function pageLauncher(checkout: string, launcher: string): unknown {
    return createRequire(path.join(checkout, "package.json"))(`./${launcher}`);
}
