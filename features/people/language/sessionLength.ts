import type { Path, Report } from "../../../definition/problemReport";
import { quoted, SESSION_MINUTES } from "../../../limits";

/** Reads `4h`, `90m` and `1h30m` as minutes. A mistake is reported. */
export function sessionMinutes(text: string, path: Path, report: Report): number {
    const [, hours, minutes] = /^(?:(\d+)h)?(?:(\d+)m)?$/.exec(text) ?? [];
    const isRead = hours !== undefined || minutes !== undefined;
    const found = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
    if (isRead && found >= SESSION_MINUTES.min && found <= SESSION_MINUTES.max) return found;
    report.add(
        path,
        isRead
            ? `a session of ${quoted(text)} is ${found < SESSION_MINUTES.min ? "too short" : "too long"}: AWS allows 1h to 12h`
            : `${quoted(text)} is not a length of time: use one such as 4h, 90m or 1h30m. AWS allows 1h to 12h`,
    );
    return SESSION_MINUTES.default;
}
