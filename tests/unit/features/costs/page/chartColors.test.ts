import assert from "node:assert/strict";
import {
    CHANGE_STEPS,
    changeColor,
    contrast,
    linearRgb,
    textOn,
} from "../../../../../features/costs/page/data/chartColors";
import { DARK_COLORS, LIGHT_COLORS } from "../../../../../features/costs/page/data/chartPalettes";

type Vector = readonly [number, number, number];
type Matrix = readonly [Vector, Vector, Vector];

/** What people see who lack one kind of cone, on linear RGB: Machado, Oliveira and Fernandes, 2009, severity 1. */
const EYES: Readonly<Record<string, Matrix>> = {
    "all cones": [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
    ],
    protanopia: [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    deuteranopia: [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.01182, 0.04294, 0.968881],
    ],
    tritanopia: [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.3039],
    ],
};
/** The least distance of two colours in Oklab, times 100. A difference of 2 can just be seen side by side. */
const LEAST_DISTANCE = 7;

for (const [name, colors] of Object.entries({ light: LIGHT_COLORS, dark: DARK_COLORS })) {
    describe(`the colours of the ${name} charts`, () => {
        it("stand out from the page: 3 for layers, 4.5 for texts", () => {
            for (const color of [...colors.layers, colors.rest]) {
                assert.ok(contrast(color, colors.surface) >= 3, `${color}: ${contrast(color, colors.surface)}`);
            }
            for (const color of [colors.text, colors.quiet]) assert.ok(contrast(color, colors.surface) >= 4.5, color);
            assert.ok(contrast(colors.text, colors.unit) >= 4.5);
        });

        it("carry a text that can be read", () => {
            for (const color of [...colors.changes, colors.isNew]) {
                assert.ok(contrast(color, textOn(color)) >= 4.5, `${color}: ${contrast(color, textOn(color))}`);
            }
        });

        for (const [eyes, matrix] of Object.entries(EYES)) {
            it(`can be told apart with ${eyes}`, () => {
                for (const palette of [[...colors.layers, colors.rest], colors.changes]) {
                    const seen = palette.map((color) => [color, oklab(through(matrix, linearRgb(color)))] as const);
                    for (const [index, [color, place]] of seen.entries()) {
                        for (const [other, otherPlace] of seen.slice(0, index)) {
                            const distance =
                                100 * Math.hypot(...place.map((one, axis) => one - (otherPlace[axis] ?? 0)));
                            assert.ok(distance >= LEAST_DISTANCE, `${color} and ${other}: ${distance}`);
                        }
                    }
                }
            });
        }

        it("mean changes in steps", () => {
            assert.equal(colors.changes.length, CHANGE_STEPS.length);
            const steps = ([-0.6, -0.5, -0.3, -0.1, 0, 0.1, 0.3, 0.5] as const).map((change) =>
                colors.changes.indexOf(changeColor(colors, change)),
            );
            assert.deepEqual(steps, [0, 0, 1, 2, 3, 4, 5, 6]);
            assert.equal(changeColor(colors, "gone"), colors.changes[0]);
            assert.equal(changeColor(colors, undefined), colors.changes[3]);
            assert.equal(changeColor(colors, "new"), colors.isNew);
            assert.equal(changeColor(colors, Infinity), colors.changes[6]);
        });
    });
}

function through(matrix: Matrix, color: Vector): Vector {
    const row = (of: Vector): number => clamped(of[0] * color[0] + of[1] * color[1] + of[2] * color[2]);
    return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
}

const clamped = (value: number): number => Math.min(1, Math.max(0, value));

/** https://bottosson.github.io/posts/oklab/ */
function oklab([red, green, blue]: Vector): Vector {
    const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
    const medium = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
    const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
    return [
        0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short,
    ];
}
