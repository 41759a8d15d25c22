/** How much of an effect is named. */
export interface EffectLimits {
    readonly actions: number;
    readonly services: number;
    readonly lines: number;
    readonly names: number;
}

export const LIMITED: EffectLimits = { actions: 4, services: 6, lines: 12, names: 5 };
export const UNLIMITED: EffectLimits = { actions: Infinity, services: Infinity, lines: Infinity, names: Infinity };
